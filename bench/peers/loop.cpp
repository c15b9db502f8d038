// One fused scalar loop over the bars for each setting of the sweep, in the plain manner of C++: no memo, no shared indicators, nothing
// ahead of time but where days end. `full` keeps every rule of lab/backtest for this strategy: tick, lot, minimum notional, margin, funding,
// a trailing stop inside the bar and through a gap, the barred re-entry, and every metric. `simple` fills at the open plus a share of it.
//
//   loop <input> <output>      then one line of standard input a round: "full" or "simple"; answered by the milliseconds it took.
//
// Input: doubles. Rules in the order of `Rules`, rows, settings, six columns, then six numbers a setting.
// Output after each round: for each setting the doubles of `Result`, NaN where a number does not exist.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kHour = 3'600'000, kDay = 24 * kHour, kDaysPerYear = 365;

struct Rules {
  double cash, fraction, leverage;
  double taker, slippage, unknownFunding;  // fractions
  double minNotional, sizeDecimals, significant, priceDecimals;
  double maxLeverage;  // of the first tier, which the sweep never leaves
  double tierEnd;      // USD, where it ends
  double funded;       // 1 where holders pay each other by the hour
};

struct Market {
  int rows;
  const double *time, *open, *high, *low, *close, *funding;
  std::vector<unsigned char> endsDay;
};

struct Setting {
  double fast, slow, rsi, below, range, distance;
};

struct Result {
  double trades, totalReturn, annualReturn, volatilityAnnual, sharpeAnnual, sortinoAnnual, calmar, maxDrawdown, longestUnderWaterDays,
      winRate, profitFactor, expectancyUsd, meanHoldingHours, longestWinningStreak, longestLosingStreak, timeInMarket, meanGross,
      turnoverAnnual, feesUsd, slippageUsd, fundingUsd, assumedFundingUsd, days;
};

// The price grid: so many significant digits, at most so many decimals. The scale of a decade is kept while prices stay in it.
class Grid {
 public:
  Grid(double significant, double decimals) : significant_(significant), decimals_(decimals) {}
  double up(double price) { return onGrid(price, true); }
  double down(double price) { return onGrid(price, false); }

 private:
  double onGrid(double price, bool up) {
    if (!(price >= from_ && price < to_)) enter(price);
    const double scaled = price * scale_, near = std::floor(scaled + 0.5);
    if (std::abs(near - scaled) < 1e-9 * near) return near / scale_;
    return (up ? std::ceil(scaled) : std::floor(scaled)) / scale_;
  }
  void enter(double price) {
    const double digits = std::floor(std::log10(price)) + 1;
    scale_ = std::pow(10, std::max(0.0, std::min(decimals_, significant_ - digits)));
    from_ = std::pow(10, digits - 1);
    to_ = std::pow(10, digits);
  }
  double significant_, decimals_, from_ = 1, to_ = 0, scale_ = 1;
};

double toLot(double size, double scale) {
  const double lots = size * scale, near = std::floor(lots + 0.5);
  return (std::abs(near - lots) < 1e-9 * std::max(1.0, near) ? near : std::floor(lots)) / scale;
}

// Equal but for rounding is not above.
inline bool above(double a, double b) { return a - b > 1e-9 * std::max(std::abs(a), std::abs(b)); }

Result full(const Market& market, const Rules& rules, const Setting& setting, std::vector<double>& daily) {
  const int fastBars = int(setting.fast), slowBars = int(setting.slow), rsiBars = int(setting.rsi), rangeBars = int(setting.range);
  const int warm = std::max(12 * slowBars + 1, rangeBars + 1);
  const double fastAlpha = 2.0 / (fastBars + 1), slowAlpha = 2.0 / (slowBars + 1);
  const double lots = std::pow(10, rules.sizeDecimals);
  Grid grid(rules.significant, rules.priceDecimals);
  daily.clear();

  // Indicators.
  double fast = 0, slow = 0, gains = 0, losses = 0, ranges = 0;
  int moves = 0;
  // The position and what protects it.
  double size = 0, entry = 0, extreme = 0, range = 0, stop = 0, openedAt = 0, tradeFees = 0, tradeFunding = 0, bought = 0;
  bool barred = false;
  // What was decided at the last close.
  bool leave = false;
  double enter = 0, enterRange = 0;
  // The wallet and its history.
  double cash = rules.cash, height = rules.cash, deepest = 0, dayBefore = rules.cash, underSince = -1, longestUnder = 0;
  double equities = 0, grosses = 0, traded = 0, fees = 0, slipped = 0, funding = 0, assumed = 0;
  long held = 0;
  // Trades.
  long trades = 0, wins = 0, winning = 0, losing = 0, longestWinning = 0, longestLosing = 0;
  double net = 0, won = 0, lost = 0, holding = 0, worth = cash;

  const auto sell = [&](double reference, double at) {
    const double price = grid.down(reference * (1 - rules.slippage)), fee = size * price * rules.taker;
    cash += size * (price - entry) - fee;
    fees += fee;
    slipped += size * (reference - price);
    traded += size * price;
    const double result = size * price - bought - tradeFees - fee - tradeFunding;
    trades++;
    net += result;
    holding += at - openedAt;
    if (result > 0) {
      wins++;
      won += result;
      longestWinning = std::max(longestWinning, ++winning);
      losing = 0;
    } else {
      winning = 0;
      if (result < 0) {
        lost += result;
        longestLosing = std::max(longestLosing, ++losing);
      } else {
        losing = 0;
      }
    }
    size = 0;
  };

  for (int i = 0; i < market.rows; i++) {
    const double open = market.open[i], high = market.high[i], low = market.low[i], close = market.close[i];

    if (size > 0) {
      if (rules.funded) {
        const double rate = market.funding[i], notional = size * open;
        const double usd = std::isnan(rate) ? notional * rules.unknownFunding : notional * rate;
        cash -= usd;
        funding += usd;
        tradeFunding += usd;
        if (std::isnan(rate)) assumed += usd;
      }
      if (leave) sell(open, market.time[i]);
    }
    leave = false;

    if (enter > 0) {
      const double price = grid.up(open * (1 + rules.slippage)), fee = enter * price * rules.taker;
      const double margin = enter * open / std::min(rules.leverage, rules.maxLeverage);
      const bool enough = enter * price >= rules.minNotional, carried = margin <= cash - fee + enter * (open - price);
      if (enter * open > rules.tierEnd) {
        std::fprintf(stderr, "row %d: a position beyond the first margin tier, which this loop does not know\n", i);
        std::exit(3);
      }
      if (enough && carried) {
        size = enter;
        entry = extreme = price;
        range = enterRange;
        stop = std::max(0.0, grid.down(extreme - setting.distance * range));
        openedAt = market.time[i];
        tradeFees = fee;
        tradeFunding = 0;
        bought = size * price;
        barred = false;
        cash -= fee;
        fees += fee;
        slipped += size * (price - open);
        traded += size * price;
      }
      enter = 0;
    }

    if (size > 0) {
      const double worst = size * std::max(low, std::min(stop, open));
      if (cash + worst - size * entry < worst / (2 * rules.maxLeverage)) {
        std::fprintf(stderr, "row %d: the wallet is lost, which this loop does not walk on from\n", i);
        std::exit(3);
      }
      if (low <= stop) {
        sell(std::min(stop, open), market.time[i] + kHour - 1);
        barred = true;
      }
    }

    worth = cash;
    if (size > 0) {
      const double gross = size * close;
      worth += gross - size * entry;
      grosses += gross / worth;
      held++;
    }
    equities += worth;
    if (worth >= height) {
      height = worth;
      underSince = -1;
    } else {
      deepest = std::max(deepest, 1 - worth / height);
      if (underSince < 0) underSince = market.time[std::max(0, i - 1)];
      longestUnder = std::max(longestUnder, market.time[i] - underSince);
    }
    if (market.endsDay[i]) {
      daily.push_back(worth / dayBefore - 1);
      dayBefore = worth;
    }

    // What the rule wants at this close.
    if (i < fastBars) {
      fast += (close - fast) / (i + 1);
    } else {
      fast = fast * (1 - fastAlpha) + fastAlpha * close;
    }
    if (i < slowBars) {
      slow += (close - slow) / (i + 1);
    } else {
      slow = slow * (1 - slowAlpha) + slowAlpha * close;
    }
    if (i > 0) {
      const double change = close - market.close[i - 1];
      gains += std::max(change, 0.0);
      losses += std::max(-change, 0.0);
      moves += change != 0;
      ranges += std::max(high, market.close[i - 1]) - std::min(low, market.close[i - 1]);
    } else {
      ranges += high - low;
    }
    if (i > rsiBars) {
      const int gone = i - rsiBars;
      const double change = market.close[gone] - market.close[gone - 1];
      gains -= std::max(change, 0.0);
      losses -= std::max(-change, 0.0);
      moves -= change != 0;
    }
    if (i >= rangeBars) {
      const int gone = i - rangeBars;
      const double before = gone > 0 ? market.close[gone - 1] : market.high[0];
      ranges -= std::max(market.high[gone], before) - std::min(market.low[gone], gone > 0 ? before : market.low[0]);
    }
    bool wanted = false;
    if (i >= warm && above(fast, slow)) {
      const double strength = moves == 0 ? 50 : 100 * (gains / (gains + losses));
      wanted = above(setting.below, strength) && ranges > 0;
    }

    if (size > 0) {
      if (high > extreme) {
        extreme = high;
        stop = std::max(0.0, grid.down(extreme - setting.distance * range));
      }
      leave = !wanted;
    } else if (!wanted) {
      barred = false;
    } else if (!barred) {
      const double target = worth > 0 ? toLot(rules.fraction * worth / close, lots) : 0;
      if (target * close >= rules.minNotional) {
        enter = target;
        enterRange = ranges / rangeBars;
      }
    }
  }

  const int n = int(daily.size());
  double sum = 0, squares = 0, downs = 0;
  for (double x : daily) sum += x;
  const double mean = sum / n;
  for (double x : daily) {
    squares += (x - mean) * (x - mean);
    if (x < 0) downs += x * x;
  }
  const double deviation = n > 1 ? std::sqrt(squares / (n - 1)) : kNone, year = std::sqrt(kDaysPerYear);
  const double days = (market.time[market.rows - 1] - market.time[0] + kHour) / kDay;
  const double annual = days >= 30 && worth > 0 ? std::pow(worth / rules.cash, kDaysPerYear / days) - 1 : kNone;
  const double meanEquity = equities / market.rows;

  Result result;
  result.trades = double(trades);
  result.totalReturn = worth / rules.cash - 1;
  result.annualReturn = annual;
  result.volatilityAnnual = deviation * year;
  result.sharpeAnnual = deviation > 1e-12 * std::abs(mean) ? mean / deviation * year : kNone;
  result.sortinoAnnual = downs > 0 ? mean / std::sqrt(downs / n) * year : kNone;
  result.calmar = deepest > 0 ? annual / deepest : kNone;
  result.maxDrawdown = deepest;
  result.longestUnderWaterDays = longestUnder / kDay;
  result.winRate = trades ? double(wins) / trades : kNone;
  result.profitFactor = lost < 0 ? won / -lost : kNone;
  result.expectancyUsd = trades ? net / trades : kNone;
  result.meanHoldingHours = trades ? holding / trades / kHour : kNone;
  result.longestWinningStreak = double(longestWinning);
  result.longestLosingStreak = double(longestLosing);
  result.timeInMarket = double(held) / market.rows;
  result.meanGross = grosses / market.rows;
  result.turnoverAnnual = meanEquity > 0 && days > 0 ? traded / meanEquity * (kDaysPerYear / days) : kNone;
  result.feesUsd = fees;
  result.slippageUsd = slipped;
  result.fundingUsd = funding;
  result.assumedFundingUsd = assumed;
  result.days = days;
  return result;
}

// The prototype's rules: returns of a whole wallet that is in or out. For orientation; its numbers are not ours.
Result simple(const Market& market, const Rules& rules, const Setting& setting, std::vector<double>&) {
  const int fastBars = int(setting.fast), slowBars = int(setting.slow), rsiBars = int(setting.rsi), rangeBars = int(setting.range);
  const int warm = 12 * slowBars + 1;
  const double fastAlpha = 2.0 / (fastBars + 1), slowAlpha = 2.0 / (slowBars + 1), cost = rules.taker + rules.slippage;
  double fast = market.close[0], slow = fast, gains = 0, losses = 0, ranges = 0;
  double equity = 1, height = 1, depth = 1, sum = 0, squares = 0, last = 0, extreme = 0, stop = 0, range = 0;
  bool in = false, barred = false, enter = false, leave = false;
  long trades = 0;
  for (int i = 1; i < market.rows; i++) {
    const double open = market.open[i], high = market.high[i], low = market.low[i], close = market.close[i], before = market.close[i - 1];
    double factor = 1;
    if (in) {
      double out = 0;
      if (leave) {
        out = open;
      } else if (low <= stop) {
        out = std::min(open, stop);
        barred = true;
      }
      if (out > 0) {
        factor = out / last * (1 - cost);
        in = false;
        trades++;
      } else {
        factor = close / last;
        if (high > extreme) stop = (extreme = high) - setting.distance * range;
      }
    } else if (enter) {
      in = true;
      extreme = open;
      stop = extreme - setting.distance * range;
      if (low <= stop) {
        factor = std::min(open, stop) / open * (1 - 2 * cost);
        in = false;
        barred = true;
        trades++;
      } else {
        factor = close / open * (1 - cost);
        extreme = std::max(extreme, high);
        stop = extreme - setting.distance * range;
      }
    }
    last = close;
    equity *= factor;
    height = std::max(height, equity);
    depth = std::min(depth, equity / height);
    sum += factor - 1;
    squares += (factor - 1) * (factor - 1);

    fast = fast * (1 - fastAlpha) + fastAlpha * close;
    slow = slow * (1 - slowAlpha) + slowAlpha * close;
    const double change = close - before;
    gains += std::max(change, 0.0);
    losses += std::max(-change, 0.0);
    ranges += std::max(high, before) - std::min(low, before);
    if (i > rsiBars) {
      const double gone = market.close[i - rsiBars] - market.close[i - rsiBars - 1];
      gains -= std::max(gone, 0.0);
      losses -= std::max(-gone, 0.0);
    }
    if (i > rangeBars) {
      const double gone = market.close[i - rangeBars - 1];
      ranges -= std::max(market.high[i - rangeBars], gone) - std::min(market.low[i - rangeBars], gone);
    }
    const bool wanted = i >= warm && fast > slow && 100 * gains < setting.below * (gains + losses);
    leave = in && !wanted;
    if (!wanted) barred = false;
    enter = !in && wanted && !barred;
    if (enter) range = ranges / rangeBars;
  }
  const double n = market.rows - 1, mean = sum / n, deviation = std::sqrt((squares - sum * mean) / (n - 1));
  Result result;
  std::fill_n(reinterpret_cast<double*>(&result), sizeof(Result) / sizeof(double), kNone);
  result.trades = double(trades);
  result.totalReturn = equity - 1;
  result.maxDrawdown = 1 - depth;
  result.sharpeAnnual = mean / deviation * std::sqrt(kDaysPerYear * 24);
  return result;
}

std::vector<double> readDoubles(const char* path) {
  std::FILE* file = std::fopen(path, "rb");
  if (!file) {
    std::perror(path);
    std::exit(2);
  }
  std::fseek(file, 0, SEEK_END);
  std::vector<double> all(std::ftell(file) / sizeof(double));
  std::rewind(file);
  if (std::fread(all.data(), sizeof(double), all.size(), file) != all.size()) std::exit(2);
  std::fclose(file);
  return all;
}

}  // namespace

int main(int count, char** names) {
  if (count != 3) {
    std::fprintf(stderr, "loop <input> <output>\n");
    return 2;
  }
  const std::vector<double> input = readDoubles(names[1]);
  Rules rules;
  std::memcpy(&rules, input.data(), sizeof(Rules));
  const double* next = input.data() + sizeof(Rules) / sizeof(double);
  const int rows = int(*next++), settings = int(*next++);
  if (input.size() != sizeof(Rules) / sizeof(double) + 2 + 6 * size_t(rows) + 6 * size_t(settings)) {
    std::fprintf(stderr, "%s: found %zu numbers, expected those of %d rows and %d settings\n", names[1], input.size(), rows, settings);
    return 2;
  }
  Market market{rows, next, next + rows, next + 2 * rows, next + 3 * rows, next + 4 * rows, next + 5 * rows, {}};
  const Setting* swept = reinterpret_cast<const Setting*>(next + 6 * rows);
  const auto dayOf = [&](int i) { return std::floor((market.time[i] + kHour - 1) / kDay); };
  for (int i = 0; i < rows; i++) market.endsDay.push_back(i == rows - 1 || dayOf(i) != dayOf(i + 1));

  std::vector<Result> results(settings);
  std::vector<double> daily;
  for (std::string round; std::getline(std::cin, round);) {
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < settings; k++) {
      results[k] = round == "simple" ? simple(market, rules, swept[k], daily) : full(market, rules, swept[k], daily);
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::FILE* file = std::fopen(names[2], "wb");
    if (!file || std::fwrite(results.data(), sizeof(Result), results.size(), file) != results.size()) {
      std::perror(names[2]);
      return 2;
    }
    std::fclose(file);
    std::cout << took.count() << std::endl;
  }
}
