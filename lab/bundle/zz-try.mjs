var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name3 in all)
    __defProp(target, name3, { get: all[name3], enumerable: true });
};

// lab/market/margin.ts
var maintenanceRate = (tier2) => 1 / (2 * tier2.maxLeverage);

// lab/market/account.ts
function instrumentOf(instruments, symbol) {
  const instrument = instruments.get(symbol);
  if (!instrument) throw new Error(`no instrument is known for ${symbol}; known: ${[...instruments.keys()].join(", ")}`);
  return instrument;
}

// lab/market/fees.ts
var hyperliquidCosts = { taker: 4.5, maker: 1.5, slippage: 2, unknownFunding: 0.125 };
var fraction = (bps) => bps / 1e4;

// lab/market/units.ts
var second = 1e3;
var minute = 6e4;
var hour = 36e5;
var day = 864e5;
function epochMs(value) {
  if (!isEpochMs(value)) throw new RangeError(`${value} is not a time in epoch milliseconds`);
  return value;
}
var isEpochMs = (value) => value >= 9466848e5 && value < 41024448e5;
var floorTo = (t, interval) => Math.floor(t / interval) * interval;
var units = { s: second, m: minute, h: hour, d: day };
function showInterval(interval) {
  for (const unit of ["d", "h", "m", "s"]) {
    if (interval % units[unit] === 0) return `${interval / units[unit]}${unit}`;
  }
  throw new RangeError(`${interval} ms is not a whole number of seconds`);
}

// lab/strategy/ensemble.ts
function combine(seeds2, opinions2, ensemble = { method: "weights" }, from = 0) {
  const out = new Float64Array(opinions2[0].length);
  if (ensemble.method === "vote") {
    const all = seeds2.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    for (let i = from; i < out.length; i++) out[i] = winner(seeds2, opinions2, i, all * ensemble.quorum);
    return out;
  }
  opinions2.forEach((opinion2, k) => {
    const { weight } = seeds2[k];
    if (weight === 1 && k === 0) for (let i = from; i < out.length; i++) out[i] = opinion2[i] + 0;
    else for (let i = from; i < out.length; i++) out[i] += weight * opinion2[i];
  });
  return out;
}
var smallestShare = (seeds2, ensemble) => ensemble?.method === "split" ? smallest(seeds2) : 1;
function smallest(seeds2) {
  let least = 1;
  for (const { weight } of seeds2) if (weight !== 0) least = Math.min(least, Math.abs(weight));
  return least;
}
var tie = 1e-9;
function winner(seeds2, opinions2, row, lead3) {
  let net = 0;
  for (let k = 0; k < seeds2.length; k++) net += seeds2[k].weight * Math.sign(opinions2[k][row]);
  return Math.abs(net) > lead3 + tie ? Math.sign(net) : 0;
}

// lab/market/bars.ts
var requiredColumns = ["openTime", "open", "high", "low", "close", "volume"];
var rounding = 1e-4;
var rules = {
  funding: { expected: "a finite rate", allows: Number.isFinite },
  vwap: {
    expected: "a price between low and high",
    allows: (value, row, { low, high }) => value >= low[row] * (1 - rounding) && value <= high[row] * (1 + rounding)
  },
  sentiment: { expected: "0 to 100", allows: (value) => value >= 0 && value <= 100 }
};
var optionalColumns = Object.keys(rules);
function makeBars(bars) {
  const n = bars.openTime.length;
  const where = (row) => `${bars.symbol} ${bars.interval} ms, row ${row}`;
  for (const name3 of [...requiredColumns, ...optionalColumns]) {
    const length = bars[name3]?.length ?? n;
    if (length !== n) throw new RangeError(`${bars.symbol}: ${name3} has ${length} rows, expected ${n}`);
  }
  for (let i = 0; i < n; i++) {
    if (i > 0 && !(bars.openTime[i] > bars.openTime[i - 1])) {
      throw new RangeError(`${where(i)} opens at ${bars.openTime[i]}, which is not after ${bars.openTime[i - 1]}`);
    }
    const [o, h, l, c] = [bars.open[i], bars.high[i], bars.low[i], bars.close[i]];
    if (!(l > 0 && l <= Math.min(o, c) && h >= Math.max(o, c) && h < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${where(i)}: open ${o}, high ${h}, low ${l}, close ${c} is no candle`);
    }
    if (!(bars.volume[i] >= 0)) throw new RangeError(`${where(i)}: volume ${bars.volume[i]}, expected \u2265 0`);
  }
  for (const name3 of optionalColumns) {
    const column2 = bars[name3];
    const { allows, expected } = rules[name3];
    for (let i = 0; column2 && i < n; i++) {
      if (Number.isNaN(column2[i]) || allows(column2[i], i, bars)) continue;
      throw new RangeError(`${where(i)}: ${name3} ${column2[i]}, expected ${expected}, or NaN where unknown`);
    }
  }
  return bars;
}
function mapColumns(bars, change) {
  const changed = {};
  for (const name3 of [...requiredColumns, ...optionalColumns]) {
    const column2 = bars[name3];
    if (column2) changed[name3] = change(column2, name3);
  }
  return { ...bars, ...changed };
}
var slice = (bars, from, to) => mapColumns(bars, (column2) => column2.subarray(from, to));
function isKnown(column2) {
  for (let i = 0; column2 && i < column2.length; i++) if (!Number.isNaN(column2[i])) return true;
  return false;
}
function rowAt(bars, time) {
  let low = 0;
  let high = bars.openTime.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (bars.openTime[middle] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

// lab/result.ts
var ok = (value) => ({ ok: true, value });
var fail = (error) => ({ ok: false, error });

// lab/seeds/formula/expression.ts
var literal = (value) => ({ op: "number", value: value === 0 ? 0 : value });
function apply(op, inputs = [], parameters = []) {
  const [first] = inputs;
  return op === "negate" && first.op === "number" ? literal(-first.value) : { op, inputs, parameters };
}
var inputsOf = (expression) => expression.op === "number" ? [] : expression.inputs;
var complexity = (expression) => inputsOf(expression).reduce((sum, input) => sum + complexity(input), 1);

// lab/seeds/side.ts
var rounding2 = 1e-9;
function side(a, b) {
  const tolerance2 = rounding2 * Math.max(Math.abs(a), Math.abs(b));
  if (a - b > tolerance2) return 1;
  return b - a > tolerance2 ? -1 : 0;
}

// lab/seeds/formula/pointwise.ts
function pointwise(x, of) {
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i]));
  return out;
}
function pointwise2(x, y, of) {
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i], y[i]));
  return out;
}
var known = (value) => Number.isFinite(value) ? value : Number.NaN;
function before(x, rows) {
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (let i = rows; i < out.length; i++) out[i] = x[i - rows];
  return out;
}

// lab/seeds/formula/at-row.ts
var atRow = {
  abs: {
    form: "function",
    inputs: ["x"],
    parameters: [],
    signatures: [{ inputs: ["x"], gives: "x" }],
    extra: 0,
    at: Math.abs,
    says: "size without sign",
    compute: (_, [x]) => pointwise(x, Math.abs)
  },
  min: { ...ofTwo("x", "the smaller", (a, b) => pointwise2(a, b, Math.min)), at: Math.min },
  max: { ...ofTwo("x", "the larger", (a, b) => pointwise2(a, b, Math.max)), at: Math.max },
  crosses: ofTwo("truth", "a was at or below b at the bar before and is above now", (a, b) => crossing(a, b)),
  crossesBelow: ofTwo("truth", "a was at or above b at the bar before and is below now", (a, b) => crossing(b, a))
};
function ofTwo(gives, says, compute) {
  return {
    form: "function",
    inputs: ["a", "b"],
    parameters: [],
    signatures: [{ inputs: ["x", "x"], gives }],
    extra: gives === "truth" ? 1 : 0,
    says,
    compute: (_, [a, b]) => compute(a, b)
  };
}
function crossing(a, b) {
  const out = new Float64Array(a.length).fill(Number.NaN);
  for (let i = 1; i < out.length; i++) {
    if (Number.isNaN(a[i - 1] + b[i - 1] + a[i] + b[i])) continue;
    out[i] = side(a[i - 1], b[i - 1]) <= 0 && side(a[i], b[i]) > 0 ? 1 : 0;
  }
  return out;
}

// lab/seeds/formula/columns.ts
var columns = {
  open: column("open", "price", "first price of the bar"),
  high: column("high", "price", "highest price of the bar"),
  low: column("low", "price", "lowest price of the bar"),
  close: column("close", "price", "last price of the bar"),
  volume: column("volume", "volume", "base units traded in the bar"),
  vwap: column("vwap", "price", "mean price of what was traded in the bar (optional column)"),
  funding: column("funding", "rate", "funding per hour that longs pay shorts (optional column)", [-1e-4, 1e-4]),
  sentiment: column("sentiment", "points", "mood, 0 fear to 100 greed (optional column)", [0, 100])
};
function column(name3, gives, says, range) {
  return {
    form: "column",
    inputs: [],
    parameters: [],
    signatures: [{ inputs: [], gives }],
    extra: 0,
    ...range && { range },
    says,
    compute: ({ bars }) => bars[name3] ?? new Float64Array(bars.close.length).fill(Number.NaN)
  };
}

// lab/seeds/formula/memory.ts
var emaMemory = 12;
var wilderMemory = 23;

// lab/seeds/formula/operation.ts
var periodOf = (min, max, remembers = 1, name3 = "period") => ({
  name: name3,
  kind: "int",
  min,
  max,
  remembers
});
var realOf = (name3, min, max) => ({
  name: name3,
  kind: "real",
  min,
  max,
  remembers: 0
});

// lab/seeds/formula/of-bars.ts
var ofBars = {
  atr: over("price", [periodOf(1, 150, wilderMemory)], 1, "average true range, Wilder's", (source, [n]) => {
    const { high, low, close } = source.bars;
    return source.indicators.atr(high, low, close, n);
  }),
  rollingVwap: over("price", [periodOf(1, 500)], -1, "price weighted by volume, from typical prices", (source, [n]) => {
    const { high, low, close, volume: volume2 } = source.bars;
    return source.indicators.vwap(high, low, close, volume2, n);
  }),
  stochasticK: over(
    "points",
    [periodOf(2, 500), periodOf(1, 50, 1, "slowing")],
    -2,
    "where the close lies between lowest low and highest high, averaged",
    (source, [n, slowing]) => {
      const { high, low, close } = source.bars;
      return source.indicators.stochastic(high, low, close, n, slowing, 1).k;
    }
  ),
  stochasticD: over(
    "points",
    [periodOf(2, 500), periodOf(1, 50, 1, "slowing"), periodOf(1, 50, 1, "signal")],
    -3,
    "mean of stochasticK over signal bars",
    (source, [n, slowing, signal]) => {
      const { high, low, close } = source.bars;
      return source.indicators.stochastic(high, low, close, n, slowing, signal).d;
    }
  )
};
function over(gives, parameters, extra, says, compute) {
  return {
    form: "function",
    inputs: [],
    parameters,
    signatures: [{ inputs: [], gives }],
    extra,
    ...gives === "points" && { range: [0, 100] },
    says,
    compute: (source, _, numbers3) => compute(source, numbers3)
  };
}

// lab/seeds/formula/operators.ts
var same = { inputs: ["x", "x"], gives: "x" };
var comparison = { inputs: ["x", "x"], gives: "truth" };
var junction = { inputs: ["truth", "truth"], gives: "truth" };
var operators = {
  or: infix(1, [junction], "where either is true", (x, y) => x === 1 || y === 1 ? 1 : x + y),
  and: infix(2, [junction], "where both are true", (x, y) => x === 0 || y === 0 ? 0 : x * y),
  not: prefix("not", 3, { inputs: ["truth"], gives: "truth" }, "where it is false", (x) => 1 - x),
  "<": infix(
    4,
    [comparison],
    "below",
    compared((side2) => side2 < 0)
  ),
  "<=": infix(
    4,
    [comparison],
    "at or below",
    compared((side2) => side2 <= 0)
  ),
  ">": infix(
    4,
    [comparison],
    "above",
    compared((side2) => side2 > 0)
  ),
  ">=": infix(
    4,
    [comparison],
    "at or above",
    compared((side2) => side2 >= 0)
  ),
  "+": infix(5, [same], "sum", (x, y) => x + y),
  "-": infix(5, [same], "difference", (x, y) => x - y),
  "*": infix(
    6,
    [
      { inputs: ["ratio", "x"], gives: "x" },
      { inputs: ["x", "ratio"], gives: "x" }
    ],
    "product",
    (x, y) => x * y
  ),
  "/": infix(
    6,
    [
      // In this order: points by a bare number are points, as a price by one is a price.
      { inputs: ["x", "ratio"], gives: "x" },
      { inputs: ["x", "x"], gives: "ratio" }
    ],
    "quotient; unknown where the divisor is 0",
    (x, y) => x / y
  ),
  negate: prefix("-", 7, { inputs: ["x"], gives: "x" }, "the opposite number", (x) => -x)
};
function compared(holds) {
  return (x, y) => Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Number(holds(side(x, y)));
}
function infix(binds, signatures, says, of) {
  return {
    form: "infix",
    binds,
    inputs: ["a", "b"],
    parameters: [],
    signatures,
    extra: 0,
    at: of,
    says,
    compute: (_, [a, b]) => pointwise2(a, b, of)
  };
}
function prefix(symbol, binds, signature, says, of) {
  return {
    form: "prefix",
    symbol,
    binds,
    inputs: ["a"],
    parameters: [],
    signatures: [signature],
    extra: 0,
    at: of,
    says,
    compute: (_, [a]) => pointwise(a, of)
  };
}

// lab/seeds/formula/units.ts
var quantities = ["price", "volume", "ratio", "points", "rate"];
function settle(signatures) {
  const found2 = /* @__PURE__ */ new Map();
  for (const { inputs, gives } of signatures) {
    for (const x of quantities) {
      const settled3 = { inputs: inputs.map((unit) => unit === "x" ? x : unit), gives: gives === "x" ? x : gives };
      found2.set(`${settled3.inputs.join()}>${settled3.gives}`, settled3);
    }
  }
  return [...found2.values()];
}

// lab/seeds/formula/over-time.ts
var points = [0, 100];
var share = [0, 1];
var growth = [-0.1, 0.1];
var overTime = {
  sma: like([periodOf(2, 500)], "mean", ({ indicators }, x, [n]) => indicators.sma(x, n)),
  ema: like(
    [periodOf(2, 300, emaMemory)],
    "exponential average, \u03B1 = 2 / (period + 1)",
    ({ indicators }, x, [n]) => indicators.ema(x, n)
  ),
  wma: like([periodOf(2, 500)], "mean that weighs the newest most", ({ indicators }, x, [n]) => indicators.wma(x, n)),
  wilder: like(
    [periodOf(2, 150, wilderMemory)],
    "Wilder's average, \u03B1 = 1 / period",
    ({ indicators }, x, [n]) => indicators.wilder(x, n)
  ),
  highest: like([periodOf(2, 500)], "largest value", ({ indicators }, x, [n]) => indicators.rollingMax(x, n)),
  lowest: like([periodOf(2, 500)], "smallest value", ({ indicators }, x, [n]) => indicators.rollingMin(x, n)),
  quantile: like(
    [periodOf(2, 500), realOf("q", 0, 1)],
    "value below which the fraction q of the values lies",
    ({ indicators }, x, [n, q]) => indicators.rollingQuantile(x, n, q)
  ),
  std: like(
    [periodOf(2, 500)],
    "standard deviation, divisor period \u2212 1",
    ({ indicators }, x, [n]) => indicators.rollingStd(x, n)
  ),
  bollingerUpper: like(
    [periodOf(2, 500), realOf("width", 0, 5)],
    "mean plus width population standard deviations",
    ({ indicators }, x, [n, width]) => indicators.bollinger(x, n, width).upper
  ),
  bollingerLower: like(
    [periodOf(2, 500), realOf("width", 0, 5)],
    "mean less width population standard deviations",
    ({ indicators }, x, [n, width]) => indicators.bollinger(x, n, width).lower
  ),
  previous: like([periodOf(1, 500, 1, "bars")], "value so many bars before", (_, x, [n]) => before(x, n), 0),
  rank: into(
    "ratio",
    share,
    [periodOf(2, 500)],
    -1,
    "share of the values that are smaller",
    ({ indicators }, x, [n]) => indicators.rollingRank(x, n)
  ),
  zscore: into(
    "ratio",
    [-3, 3],
    [periodOf(2, 500)],
    -1,
    "standard deviations from the mean; unknown where nothing moved",
    ({ indicators }, x, [n]) => {
      const distance = pointwise2(x, indicators.sma(x, n), (value, mean3) => value - mean3);
      return pointwise2(distance, indicators.rollingStd(x, n), (far, std) => far / std);
    }
  ),
  change: into(
    "ratio",
    growth,
    [periodOf(1, 500, 1, "bars")],
    0,
    "growth, 0.01 is 1 %; unknown from a value that is not positive",
    ({ indicators }, x, [n]) => indicators.simpleReturns(x, n)
  ),
  logChange: into(
    "ratio",
    growth,
    [periodOf(1, 500, 1, "bars")],
    0,
    "natural logarithm of the growth factor; unknown where a value is not positive",
    ({ indicators }, x, [n]) => indicators.logReturns(x, n)
  ),
  rsi: into(
    "points",
    points,
    [periodOf(2, 500)],
    0,
    "relative strength, Cutler's: simple means",
    (source, x, [n]) => source.indicators.rsiCutler(x, n)
  ),
  rsiWilder: into(
    "points",
    points,
    [periodOf(2, 150, wilderMemory)],
    1,
    "relative strength, Wilder's averages",
    ({ indicators }, x, [n]) => indicators.rsiWilder(x, n)
  ),
  correlation: {
    form: "function",
    inputs: ["x", "y"],
    parameters: [periodOf(3, 500)],
    // Any two quantities: a correlation has no unit, whatever it is made of.
    signatures: quantities.map((y) => ({ inputs: ["x", y], gives: "ratio" })),
    overTime: true,
    extra: -1,
    range: [-1, 1],
    says: "correlation of the values of x and y; unknown where one did not move",
    compute: ({ indicators }, [x, y], [n]) => indicators.rollingCorrelation(x, y, n)
  },
  lately: ofTruth(
    "true at one of the last bars, its own included",
    ({ indicators }, x, [n]) => indicators.rollingMax(x, n)
  ),
  throughout: ofTruth(
    "true at all of the last bars, its own included",
    ({ indicators }, x, [n]) => indicators.rollingMin(x, n)
  )
};
function like(parameters, says, compute, extra = -1) {
  return overOne("x", "x", parameters, extra, says, compute);
}
function into(gives, range, parameters, extra, says, compute) {
  return { ...overOne("x", gives, parameters, extra, says, compute), range };
}
function ofTruth(says, compute) {
  return overOne("truth", "truth", [periodOf(2, 500, 1, "bars")], -1, says, compute);
}
function overOne(takes, gives, parameters, extra, says, compute) {
  return {
    form: "function",
    inputs: ["x"],
    parameters,
    signatures: [{ inputs: [takes], gives }],
    overTime: true,
    extra,
    says,
    compute: (source, [x], numbers3) => compute(source, x, numbers3)
  };
}

// lab/seeds/formula/operations.ts
var words = { ...columns, ...overTime, ...ofBars, ...atRow, ...operators };
var operations = words;
var operationNames = Object.keys(words);
var givesTruth = (name3) => operations[name3].signatures[0].gives === "truth";
var settled = new Map(operationNames.map((name3) => [name3, settle(operations[name3].signatures)]));

// lab/seeds/formula/warmup.ts
function warmupOf(expression) {
  const inputs = Math.max(0, ...inputsOf(expression).map(warmupOf));
  if (expression.op === "number") return inputs;
  const { parameters, extra } = operations[expression.op];
  return parameters.reduce((sum, { remembers }, i) => sum + remembers * expression.parameters[i], inputs + extra);
}

// lab/seeds/formula/parse.ts
var callable = operationNames.filter((name3) => ["column", "function"].includes(operations[name3].form));
var words2 = [...callable, "and", "or", "not"];

// lab/seeds/formula/print.ts
var printFormula = (expression) => printed(expression, 0);
function printed(expression, least) {
  if (expression.op === "number") return String(expression.value);
  const { op, inputs, parameters } = expression;
  const { form, binds = 0, symbol = op } = operations[op];
  if (form === "column") return op;
  if (form === "function") {
    const given2 = [...inputs.map((input) => printed(input, 0)), ...parameters.map(String)];
    return `${op}(${given2.join(", ")})`;
  }
  const text = form === "infix" ? (
    // Signs of one rank are read from the left, so the right side needs a higher one.
    `${printed(inputs[0], binds)} ${symbol} ${printed(inputs[1], binds + 1)}`
  ) : `${symbol}${symbol === "not" ? " " : ""}${printed(inputs[0], binds)}`;
  return binds < least ? `(${text})` : text;
}

// lab/seeds/formula/simplify.ts
var never = apply("<", [literal(0), literal(0)]);

// lab/seeds/formula/rules.ts
var ruleNames = ["long", "short", "flat"];
var entriesOf = (rules2) => ruleNames.flatMap((name3) => {
  const expression = rules2[name3];
  return expression ? [[name3, expression]] : [];
});
function columnsOf(rules2) {
  const found2 = columnsRead.get(rules2);
  if (found2) return found2;
  const read3 = new Set(entriesOf(rules2).flatMap(([, expression]) => [...operationsIn(expression)]));
  const columns2 = optionalColumns.filter((column2) => read3.has(column2));
  columnsRead.set(rules2, columns2);
  return columns2;
}
var columnsRead = /* @__PURE__ */ new WeakMap();
function* operationsIn(expression) {
  yield expression.op;
  for (const input of inputsOf(expression)) yield* operationsIn(input);
}
var rulesComplexity = (rules2) => entriesOf(rules2).reduce((sum, [, expression]) => sum + complexity(expression), 0);
var rulesWarmup = (rules2) => Math.max(...entriesOf(rules2).map(([, expression]) => warmupOf(expression)));

// lab/seeds/members.ts
var members_exports = {};
__export(members_exports, {
  atrBreakout: () => atrBreakout,
  bollinger: () => bollinger,
  donchianBreakout: () => donchianBreakout,
  emaCross: () => emaCross,
  formula: () => formula,
  fundingCarry: () => fundingCarry,
  ichimoku: () => ichimoku,
  linearSvc: () => linearSvc,
  nadarayaWatson: () => nadarayaWatson,
  pcaForest: () => pcaForest,
  rsi: () => rsi,
  smaTrend: () => smaTrend,
  stochastic: () => stochastic,
  volatilityScaling: () => volatilityScaling,
  vwapReversion: () => vwapReversion,
  xgboost: () => xgboost
});

// lab/market/row-by-row.ts
function rowByRow(column2, of) {
  const out = new Float64Array(column2.length);
  for (let i = 0; i < out.length; i++) out[i] = of(column2[i], i);
  return out;
}

// lab/seeds/latest.ts
function latest(events, hold) {
  const out = new Float64Array(events.length);
  let newest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < events.length; i++) {
    if (!Number.isNaN(events[i])) newest = i;
    if (i - newest < hold) out[i] = events[newest];
  }
  return out;
}

// lab/seeds/seed.ts
var int = (min, max, unit = "bars") => ({ kind: "int", min, max, unit });
var real = (min, max, unit = "plain number") => ({ kind: "real", min, max, unit });
var seed = (s) => s;

// lab/seeds/steps.ts
var stepsPerOne = 20;
function steps(opinion2) {
  const bounded2 = Math.max(-1, Math.min(1, opinion2));
  return Math.round(bounded2 * stepsPerOne) / stepsPerOne || 0;
}

// lab/seeds/atr-breakout.ts
var usualRangeBars = 96;
var atrBreakout = seed({
  name: "atr-breakout",
  idea: "Follow a close beyond the bars before it when the range widens, or when it had been squeezed.",
  genes: {
    /** Bars of the average true range: a simple mean, as documented, which forgets at once what Wilder's remembers for 22 periods. */
    atr: int(10, 20),
    /** Range from which on it is wide. */
    expansion: real(1, 2, "times the usual range"),
    /** Bars, the current one not among them, that the close must leave. */
    channel: int(10, 60),
    /** Range below which, at any of the bars of the channel, the market was squeezed. */
    squeeze: real(0.5, 0.95, "times the usual range"),
    /** How much of the opinion shrinks in proportion as the range is wider than usual. */
    adjustment: real(0, 1, "share of the opinion"),
    /** Bars that a breakout is followed, unless another comes. */
    hold: int(6, 240)
  },
  warmup: ({ atr: atr2, channel, hold }) => atr2 + usualRangeBars + channel + hold + 1,
  exposure(bars, genes2, { trueRange: trueRange2, sma: sma2, donchian: donchian2, ratio: ratio2, rollingMin: rollingMin2 }) {
    const range = sma2(trueRange2(bars.high, bars.low, bars.close), genes2.atr);
    const mean3 = sma2(range, usualRangeBars);
    const width = ratio2(range, mean3);
    const narrowest = rollingMin2(width, genes2.channel);
    const { upper, lower } = donchian2(bars.high, bars.low, genes2.channel);
    const events = rowByRow(bars.close, (close, i) => {
      const direction = close > upper[i - 1] ? 1 : close < lower[i - 1] ? -1 : 0;
      const believed = width[i] > genes2.expansion || narrowest[i - 1] < genes2.squeeze;
      if (direction === 0 || !believed) return Number.NaN;
      return direction * steps(1 - genes2.adjustment + genes2.adjustment / Math.max(1, width[i]));
    });
    return latest(events, genes2.hold);
  }
});

// lab/seeds/bollinger.ts
var bollinger = seed({
  name: "bollinger",
  idea: "Fade a close outside the bands, back to their middle.",
  genes: {
    /** Bars. */
    lookback: int(10, 60),
    /** Standard deviations between middle and band. */
    width: real(1, 3, "standard deviations"),
    /** Bars after which the way back is not waited for. */
    hold: int(4, 96)
  },
  warmup: ({ lookback, hold }) => lookback + hold + 1,
  exposure(bars, { lookback, width, hold }, indicators) {
    const { middle, upper } = indicators.bollinger(bars.close, lookback, 1);
    const events = rowByRow(bars.close, (close, i) => {
      const reach = width * (upper[i] - middle[i]);
      if (side(close, middle[i] - reach) < 0) return 1;
      if (side(close, middle[i] + reach) > 0) return -1;
      return side(close, middle[i]) * side(bars.close[i - 1], middle[i - 1]) <= 0 ? 0 : Number.NaN;
    });
    return latest(events, hold);
  }
});

// lab/seeds/donchian-breakout.ts
var donchianBreakout = seed({
  name: "donchian-breakout",
  idea: "Follow a close beyond the highest high or lowest low of the bars before it.",
  genes: {
    /** Bars, the current one not among them. */
    channel: int(10, 120),
    /** Fraction of the channel's edge by which the close must be beyond it. */
    margin: real(0, 0.02, "fraction of the edge"),
    /** Bars that a breakout is followed, unless another comes. */
    hold: int(6, 240)
  },
  warmup: ({ channel, hold }) => channel + hold + 1,
  exposure(bars, { channel, margin: margin3, hold }, { donchian: donchian2 }) {
    const { upper, lower } = donchian2(bars.high, bars.low, channel);
    const events = rowByRow(bars.close, (close, i) => {
      if (close > upper[i - 1] * (1 + margin3)) return 1;
      return close < lower[i - 1] * (1 - margin3) ? -1 : Number.NaN;
    });
    return latest(events, hold);
  }
});

// lab/seeds/ema-cross.ts
var emaMemory2 = 11;
var emaCross = seed({
  name: "ema-cross",
  idea: "Hold the direction in which the fast average leads the slow one by more than a band.",
  genes: {
    /** Bars. */
    fast: int(3, 30),
    /** Bars by which the slow average is slower. */
    gap: int(4, 100),
    /** Lead, as a fraction of the slow average, below which nothing is held. */
    band: real(0, 0.02, "fraction of the slow average")
  },
  warmup: ({ fast: fast2, gap }) => emaMemory2 * (fast2 + gap),
  exposure(bars, { fast: fast2, gap, band: band2 }, { ema: ema2 }) {
    const quick = ema2(bars.close, fast2);
    const slow = ema2(bars.close, fast2 + gap);
    return rowByRow(slow, (base, i) => {
      const lead3 = quick[i] / base - 1;
      return lead3 > band2 ? 1 : lead3 < -band2 ? -1 : 0;
    });
  }
});

// lab/seeds/formula/evaluate.ts
function evaluator(bars, indicators) {
  const source = { bars, indicators };
  const known4 = /* @__PURE__ */ new Map();
  const columnOf2 = (expression) => {
    const text = printFormula(expression);
    const found2 = known4.get(text) ?? computed(expression);
    known4.set(text, found2);
    return found2;
  };
  const computed = (expression) => {
    if (expression.op === "number") return new Float64Array(bars.close.length).fill(expression.value);
    const { op, inputs, parameters } = expression;
    return operations[op].compute(source, inputs.map(columnOf2), parameters);
  };
  return (expression) => {
    const out = new Float64Array(columnOf2(expression));
    if (expression.op === "number" || !givesTruth(expression.op)) return out;
    for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i])) out[i] = 0;
    return out;
  };
}

// lab/seeds/formula/events.ts
function eventsOf(rules2, bars, indicators) {
  const evaluate = evaluator(bars, indicators);
  const long = evaluate(rules2.long);
  const short = rules2.short && evaluate(rules2.short);
  const flat = rules2.flat && evaluate(rules2.flat);
  return rowByRow(long, (up, i) => {
    const down = short ? short[i] : 0;
    if (flat?.[i] === 1) return 0;
    return up === 0 && down === 0 ? Number.NaN : up - down;
  });
}

// lab/seeds/formula.ts
var formula = seed({
  name: "formula",
  idea: "Do what a written rule says, and remember it for as long as it is told.",
  requires: "formula",
  genes: {
    /** Bars that an event is held; with 1 the rule is a state, true or not at each bar. */
    hold: int(1, 240)
  },
  warmup: ({ hold }, given2) => rulesWarmup(rulesOf(given2)) + hold + 1,
  exposure: (bars, { hold }, indicators, given2) => latest(eventsOf(rulesOf(given2), bars, indicators), hold)
});
function rulesOf(given2) {
  if (!given2?.rules) throw new RangeError("formula: found no rules, expected at least `long`");
  return given2.rules;
}

// lab/seeds/funding-carry.ts
var fundingCarry = seed({
  name: "funding-carry",
  idea: "Take the side that the crowd pays, for as long as it pays enough.",
  needs: ["funding"],
  genes: {
    /** Rate above which being paid is worth a position. */
    threshold: real(0, 5e-5, "rate per hour"),
    /** Bars whose mean rate is the one that counts, so that one hour is not a crowd. */
    persistence: int(2, 24),
    /** How far the rate is thought to be on the way from that mean to the newest: 0 not at all, 1 there already. */
    momentum: real(0, 1, "share of the way"),
    /** Share of the threshold below which the carry is over. */
    reversal: real(0.1, 1, "share of the threshold"),
    /** Bars that a carry is held since the rate was last above the threshold, that bar included. */
    duration: int(1, 72)
  },
  warmup: ({ persistence, duration }) => persistence + duration,
  exposure(bars, { threshold: threshold3, persistence, momentum: momentum2, reversal, duration }, { sma: sma2 }) {
    const funding = bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN);
    const mean3 = sma2(funding, persistence);
    const rate = rowByRow(mean3, (usual2, i) => usual2 + momentum2 * (funding[i] - usual2));
    const taken = (paid) => paid > threshold3 ? 1 : paid >= reversal * threshold3 ? Number.NaN : 0;
    const short = latest(rowByRow(rate, taken), duration);
    const long = latest(
      rowByRow(rate, (paid) => taken(-paid)),
      duration
    );
    return rowByRow(long, (held, i) => held - short[i]);
  }
});

// lab/seeds/ichimoku.ts
var ichimoku = seed({
  name: "ichimoku",
  idea: "Hold the side on which the fast line leads, the price has left the cloud, and the price has moved.",
  genes: {
    /** Bars of the fast line, the conversion line. */
    tenkan: int(7, 12),
    /** Bars of the slow line, the base line; also how far the cloud is moved on and chikou looks back. */
    kijun: int(20, 34),
    /** Bars of the cloud's slow edge, senkou span B. */
    senkou: int(40, 80),
    /** Weight of the cloud against the two lines, which have 1. */
    cloud: real(0, 1, "times the weight of the two lines"),
    /** Weight of chikou against the two lines, which have 1. */
    momentum: real(0, 1, "times the weight of the two lines")
  },
  warmup: ({ kijun, senkou }) => senkou + kijun,
  exposure({ high, low, close }, genes2, { donchian: donchian2 }) {
    const fast2 = donchian2(high, low, genes2.tenkan).middle;
    const slow = donchian2(high, low, genes2.kijun).middle;
    const edge = donchian2(high, low, genes2.senkou).middle;
    const votes = 1 + genes2.cloud + genes2.momentum;
    return rowByRow(close, (price, i) => {
      const made = i - genes2.kijun;
      const [spanA, spanB] = [(fast2[made] + slow[made]) / 2, edge[made]];
      if (!Number.isFinite(spanA + spanB)) return 0;
      const lines = side(fast2[i], slow[i]);
      const beyondCloud = price > Math.max(spanA, spanB) ? 1 : price < Math.min(spanA, spanB) ? -1 : 0;
      const chikou = side(price, close[made]);
      return steps((lines + genes2.cloud * beyondCloud + genes2.momentum * chikou) / votes);
    });
  }
});

// lab/models/frozen.ts
import { z } from "zod";
var maxModelBytes = 8e6;
function readFrozen(content, owner, readState) {
  if (content.length > maxModelBytes) return fail(`model has ${content.length} bytes, expected \u2264 ${maxModelBytes}`);
  const json = parsed(content);
  if (!json.ok) return json;
  const outer = shape.safeParse(json.value);
  if (!outer.success) return fail(`model: ${firstIssue(outer.error)}`);
  const { seed: seed4, genes: genes2, symbols: symbols2 } = outer.data;
  if (seed4 !== owner.seed) return fail(`model: seed is ${seed4}, expected ${owner.seed}`);
  for (const name3 of /* @__PURE__ */ new Set([...Object.keys(genes2), ...Object.keys(owner.genes)])) {
    if (genes2[name3] === owner.genes[name3]) continue;
    return fail(
      `model: gene ${name3} is ${genes2[name3] ?? "absent"}, expected ${owner.genes[name3] ?? "none of that name"}`
    );
  }
  const read3 = [];
  for (const [symbol, learned] of Object.entries(symbols2)) {
    const { from, to, rows } = learned;
    if (!(from < to)) return fail(`model: symbols.${symbol}: to is ${to}, expected after ${from}`);
    const state = readState(learned.state);
    if (!state.ok) return fail(`model: symbols.${symbol}.state: ${state.error}`);
    read3.push([symbol, { from, to, rows, state: state.value }]);
  }
  return ok({ format: 1, seed: seed4, genes: genes2, symbols: Object.fromEntries(read3) });
}
var learnedOf = ({ symbols: symbols2 }, symbol) => Object.hasOwn(symbols2, symbol) ? symbols2[symbol] : void 0;
function firstIssue({ issues }) {
  const [{ path, message }] = issues;
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
var instant = z.int().min(9466848e5).max(4102444799999);
var shape = z.strictObject({
  format: z.literal(1),
  seed: z.string(),
  genes: z.record(z.string(), z.number()),
  symbols: z.record(
    z.string(),
    z.strictObject({ from: instant, to: instant, rows: z.int().min(1), state: z.unknown() })
  )
});
function parsed(content) {
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)));
  } catch (error) {
    return fail(`model is not JSON in UTF-8: ${error.message}`);
  }
}

// lab/models/learner-features.ts
var firstFeatureRow = 49;
var steps2 = 2 ** 24;
var learnerFeatures = {
  /** close / close before − 1 */
  return: ({ close }, { simpleReturns: simpleReturns2 }) => simpleReturns2(close, 1),
  /** Deviation of the last 20 returns. */
  volatility: ({ close }, { simpleReturns: simpleReturns2, rollingStd: rollingStd2 }) => rollingStd2(simpleReturns2(close, 1), 20),
  /** Cutler's RSI of 14 bars / 100 */
  rsi: ({ close }, { rsiCutler: rsiCutler2 }) => each(rsiCutler2(close, 14), (value) => value / 100),
  /** mean of 12 closes / mean of 26 − 1 */
  macd: (bars, indicators) => lead(bars, indicators, 12, 26),
  /** Where the close lies between the lowest low, 0, and the highest high, 1, of 20 bars; in the middle where they are one. */
  position: ({ high, low, close }, { donchian: donchian2 }) => {
    const { upper, lower } = donchian2(high, low, 20);
    return each(upper, (top, i) => top === lower[i] ? 0.5 : (close[i] - lower[i]) / (top - lower[i]));
  },
  /** volume / mean of 20 volumes; as usual, 1, where nothing traded. */
  volume: ({ volume: volume2 }, { sma: sma2 }) => each(sma2(volume2, 20), (mean3, i) => mean3 === 0 ? 1 : volume2[i] / mean3),
  /** mean of 5 closes / mean of 20 − 1 */
  fastTrend: (bars, indicators) => lead(bars, indicators, 5, 20),
  /** mean of 20 closes / mean of 50 − 1 */
  slowTrend: (bars, indicators) => lead(bars, indicators, 20, 50),
  /** volume-weighted price of 20 bars / mean of 20 closes − 1; 0 where nothing traded. */
  weightedPrice: ({ high, low, close, volume: volume2 }, { vwap: vwap2, sma: sma2, rollingSum: rollingSum2 }) => {
    const weighted = vwap2(high, low, close, volume2, 20);
    const traded = rollingSum2(volume2, 20);
    return each(sma2(close, 20), (mean3, i) => traded[i] === 0 ? 0 : weighted[i] / mean3 - 1);
  },
  /** (RSI − RSI before) / 100 */
  rsiChange: ({ close }, { rsiCutler: rsiCutler2 }) => {
    const strength = rsiCutler2(close, 14);
    return each(strength, (value, i) => (value - strength[i - 1]) / 100);
  },
  /** macd − mean of 9 of it */
  macdHistogram: (bars, indicators) => {
    const line = lead(bars, indicators, 12, 26);
    return each(indicators.sma(line, 9), (mean3, i) => line[i] - mean3);
  },
  /** close / close 3 bars before − 1 */
  momentum3: ({ close }, { simpleReturns: simpleReturns2 }) => simpleReturns2(close, 3),
  /** close / close 5 bars before − 1 */
  momentum5: ({ close }, { simpleReturns: simpleReturns2 }) => simpleReturns2(close, 5),
  /** The return of the bar before. */
  lastReturn: ({ close }, { simpleReturns: simpleReturns2 }) => {
    const returns2 = simpleReturns2(close, 1);
    return each(returns2, (_, i) => returns2[i - 1]);
  },
  /** mean true range of 14 bars / mean of 20 closes */
  range: ({ high, low, close }, { trueRange: trueRange2, sma: sma2 }) => {
    const range = sma2(trueRange2(high, low, close), 14);
    return each(sma2(close, 20), (mean3, i) => range[i] / mean3);
  }
};
function learnerColumns(bars, indicators, count) {
  const features2 = Object.values(learnerFeatures);
  if (!Number.isInteger(count) || count < 1 || count > features2.length) {
    throw new RangeError(`learnerColumns: count is ${count}, expected a whole number 1\u2026${features2.length}`);
  }
  return features2.slice(0, count).map((feature) => each(feature(bars, indicators), (x) => Math.round(x * steps2) / steps2));
}
function lead({ close }, { sma: sma2 }, fast2, slow) {
  const quick = sma2(close, fast2);
  return each(sma2(close, slow), (mean3, i) => quick[i] / mean3 - 1);
}
function each(column2, change) {
  const out = new Float64Array(column2.length);
  for (let i = 0; i < out.length; i++) out[i] = change(column2[i], i);
  return out;
}

// lab/models/matrix.ts
function rowsOf(columns2, from, to) {
  const rows = to - from;
  const values = new Float64Array(rows * columns2.length);
  for (let c = 0; c < columns2.length; c++) {
    const column2 = columns2[c];
    for (let r = 0; r < rows; r++) {
      const value = column2[from + r];
      if (!Number.isFinite(value)) return void 0;
      values[r * columns2.length + c] = value;
    }
  }
  return { rows, columns: columns2.length, values };
}
function requireMatrix(argument, { rows, columns: columns2, values }, leastRows2 = 1) {
  if (!(rows >= leastRows2) || !(columns2 >= 1) || values.length !== rows * columns2) {
    throw new RangeError(
      `${argument} has ${rows} rows, ${columns2} columns and ${values.length} values, expected at least ${leastRows2} \xD7 1 and one value each`
    );
  }
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const where = `row ${Math.floor(at / columns2)}, column ${at % columns2}`;
  throw new RangeError(`${argument}: ${where} is ${values[at]}, expected a finite number`);
}
function requirePerRow(argument, values, { rows }) {
  if (values.length !== rows)
    throw new RangeError(`${argument} has ${values.length} values, expected ${rows}, one a row`);
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${argument}: row ${i} is ${values[i]}, expected a finite number`);
    }
  }
}

// lab/models/training-window.ts
function trainingWindow(at, lookback, horizon2) {
  const to = at - 2 * horizon2;
  const from = to - lookback;
  return from < 0 ? void 0 : { from, to };
}
var labelEnd = (row, horizon2) => row + 1 + horizon2;
function followingReturns(open, { from, to }, horizon2) {
  return Float64Array.from({ length: to - from }, (_, k) => {
    const row = from + k;
    return labelEnd(row, horizon2) < open.length ? open[labelEnd(row, horizon2)] / open[row + 1] - 1 : Number.NaN;
  });
}

// lab/models/walk-forward.ts
function walkForward(walk) {
  const { openTime, lookback, horizon: horizon2 } = walk;
  const out = new Float64Array(openTime.length);
  let model;
  for (let row = 0; row < out.length; row++) {
    if (isRefit(walk, row)) {
      const window = trainingWindow(row, lookback, horizon2);
      model = window && walk.fit(window, openTime[row]);
    }
    if (model !== void 0) out[row] = walk.predict(model, row);
  }
  return out;
}
function isRefit({ openTime, interval, cadence: cadence2 }, row) {
  const stretch = interval * cadence2;
  return row > 0 && floorTo(openTime[row], stretch) !== floorTo(openTime[row - 1], stretch);
}

// lab/models/learner.ts
var horizon = 5;
var opinionWarmup = ({ lookback, cadence: cadence2 }, frozen) => firstFeatureRow + 1 + (frozen ? 0 : lookback + 2 * horizon + cadence2);
function opinions(bars, columns2, schedule, method, frozen) {
  const predict = (say, row) => {
    const seen = rowsOf(columns2, row, row + 1);
    return seen ? say(seen) : Number.NaN;
  };
  if (frozen) {
    const learned = learnedOf(frozen, bars.symbol);
    const out = new Float64Array(bars.close.length);
    if (!learned) return out;
    const say = method.speaker(learned.state);
    return out.map((_, row) => bars.openTime[row] < learned.to ? 0 : predict(say, row));
  }
  return walkForward({
    ...{ openTime: bars.openTime, interval: bars.interval, horizon, ...schedule, predict },
    fit: (window, refitTime) => {
      const state = taught(bars, columns2, window, refitTime, method);
      return state === void 0 ? void 0 : method.speaker(state);
    }
  });
}
function learn(bars, columns2, { lookback }, method) {
  const { openTime } = bars;
  const last = openTime.length - 1;
  const window = trainingWindow(last, lookback, horizon);
  const state = window && taught(bars, columns2, window, openTime[last], method);
  if (!window || state === void 0) return void 0;
  return { from: openTime[window.from], to: openTime[labelEnd(window.to - 1, horizon)], rows: lookback, state };
}
function taught(bars, columns2, window, refitTime, method) {
  const rows = rowsOf(columns2, window.from, window.to);
  return rows && method.fit(rows, followingReturns(bars.open, window, horizon), refitTime);
}

// lab/models/plane-votes.ts
import { z as z2 } from "zod";

// lab/random.ts
function random(seed4) {
  let state = seed4 >>> 0;
  return () => {
    state = state + 1831565813 >>> 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  };
}
function stream(seed4, ...names) {
  let hash = 2166136261 ^ seed4 >>> 0;
  for (const name3 of names)
    for (const character of `${name3}/`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  const next = random(hash);
  for (let i = 0; i < 4; i++) next();
  return next;
}
var integer = (next, min, max) => min + Math.floor(next() * (max - min + 1));
function gaussian(next) {
  const u = 1 - next();
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * next());
}

// lab/models/forest/grow.ts
var leastGain = 1e-12;
function treeGrower(x, y, trees, limits2) {
  const { rows, columns: columns2 } = x;
  const { depth, leastRows: leastRows2, columnsPerNode, answer } = limits2;
  const room = trees * Math.min(2 ** (depth + 1) - 1, 2 * Math.max(1, Math.floor(rows / leastRows2)));
  const column2 = new Int32Array(room);
  const value = new Float64Array(room);
  const right = new Int32Array(room);
  const roots = [];
  const byColumn = Array.from({ length: columns2 }, (_, c) => columnOf(x, c));
  const ordered = byColumn.map(sortedRows);
  const kept = ordered.map((order) => new Int32Array(order.length));
  const aside = new Int32Array(rows);
  const goesLeft = new Uint8Array(rows);
  const counted = new Uint8Array(rows);
  const candidates = new Int32Array(columns2);
  const weights = new Float64Array(rows);
  const pulls = new Float64Array(rows);
  let nodes = 0;
  let center = 0;
  let enough = 0;
  function branch(from, to, level, weight, sum, random2) {
    const node = nodes++;
    const split = mayAsk(level, weight) ? bestSplit(from, to, weight, sum, random2) : void 0;
    if (!split) {
      column2[node] = -1;
      value[node] = answer(center + sum / weight);
      return;
    }
    column2[node] = split.column;
    value[node] = split.threshold;
    if (mayAsk(level + 1, split.weight) || mayAsk(level + 1, weight - split.weight)) divide(from, to, split);
    branch(from, split.at, level + 1, split.weight, split.sum, random2);
    right[node] = nodes;
    branch(split.at, to, level + 1, weight - split.weight, sum - split.sum, random2);
  }
  const mayAsk = (level, weight) => level < depth && weight >= 2 * leastRows2;
  function bestSplit(from, to, weight, sum, random2) {
    const mean3 = sum / weight;
    let best = enough / weight;
    let found2;
    for (let k = 0; k < columnsPerNode; k++) {
      const c = columnsPerNode < columns2 ? drawn(k, random2) : k;
      const order = kept[c];
      const values = byColumn[c];
      let [at, leftWeight, leftSum] = [-1, 0, 0];
      let [bestWeight, bestSum] = [0, 0];
      let row = order[from];
      for (let p = from + 1; p < to; p++) {
        leftWeight += weights[row];
        leftSum += pulls[row];
        const last = row;
        row = order[p];
        if (leftWeight < leastRows2 || values[last] === values[row]) continue;
        const rightWeight = weight - leftWeight;
        if (rightWeight < leastRows2) break;
        const lead3 = leftSum - mean3 * leftWeight;
        const gain = lead3 * lead3 / (leftWeight * rightWeight);
        if (gain <= best) continue;
        best = gain;
        at = p;
        bestWeight = leftWeight;
        bestSum = leftSum;
      }
      if (at < 0) continue;
      const low = values[order[at - 1]];
      const high = values[order[at]];
      const middle = low + (high - low) / 2;
      found2 = { at, column: c, threshold: middle < high ? middle : low, weight: bestWeight, sum: bestSum };
    }
    return found2;
  }
  function drawn(k, random2) {
    const other = integer(random2, k, columns2 - 1);
    const found2 = candidates[other];
    candidates[other] = candidates[k];
    candidates[k] = found2;
    return found2;
  }
  function divide(from, to, split) {
    const by = kept[split.column];
    for (let p = from; p < to; p++) goesLeft[by[p]] = p < split.at ? 1 : 0;
    for (let c = 0; c < columns2; c++) {
      if (c === split.column) continue;
      const order = kept[c];
      let left = from;
      let later = 0;
      for (let p = from; p < to; p++) {
        const row = order[p];
        const side2 = goesLeft[row];
        order[left] = row;
        aside[later] = row;
        left += side2;
        later += 1 - side2;
      }
      for (let p = 0; p < later; p++) order[left + p] = aside[p];
    }
  }
  return {
    grow(counts, chance) {
      let [weight, weighted] = [0, 0];
      for (let r = 0; r < rows; r++) {
        weight += counts[r];
        weighted += counts[r] * y[r];
      }
      center = weighted / weight;
      let [sum, squares] = [0, 0];
      for (let r = 0; r < rows; r++) {
        weights[r] = counts[r];
        counted[r] = counts[r] > 0 ? 1 : 0;
        pulls[r] = counts[r] * (y[r] - center);
        sum += pulls[r];
        squares += pulls[r] * (y[r] - center);
      }
      enough = leastGain * squares;
      let present = 0;
      for (let c = 0; c < columns2; c++) {
        present = 0;
        const [all, own] = [ordered[c], kept[c]];
        for (let p = 0; p < rows; p++) {
          own[present] = all[p];
          present += counted[all[p]];
        }
        candidates[c] = c;
      }
      roots.push(nodes);
      branch(0, present, 0, weight, sum, chance);
    },
    trees: () => ({
      roots: Int32Array.from(roots),
      column: column2.slice(0, nodes),
      value: value.slice(0, nodes),
      right: right.slice(0, nodes)
    })
  };
}
var columnOf = ({ rows, columns: columns2, values }, c) => Float64Array.from({ length: rows }, (_, r) => values[r * columns2 + c]);
var sortedRows = (values) => Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);

// lab/models/forest/trees.ts
function treeAnswer({ roots, column: column2, value, right }, tree, values, at) {
  let node = roots[tree];
  while (column2[node] >= 0) node = values[at + column2[node]] <= value[node] ? node + 1 : right[node];
  return value[node];
}
function forestAnswer(trees, values, at) {
  const count = trees.roots.length;
  let sum = 0;
  for (let tree = 0; tree < count; tree++) sum += treeAnswer(trees, tree, values, at);
  return sum / count;
}

// lab/models/forest/forest.ts
function fitForest(x, y, limits2, chance) {
  requireMatrix("fitForest: x", x);
  requirePerRow("fitForest: y", y, x);
  requireLimits(limits2, x.columns);
  const { rows, columns: columns2, values } = x;
  const grower = treeGrower(x, y, limits2.trees, limits2);
  const drawn = Array.from({ length: limits2.trees }, () => {
    const counts = bootstrap(rows, chance);
    grower.grow(counts, chance);
    return counts;
  });
  const trees = grower.trees();
  const unseen = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    let blind = 0;
    for (let tree = 0; tree < drawn.length; tree++) {
      if (drawn[tree][r] > 0) continue;
      sum += treeAnswer(trees, tree, values, r * columns2);
      blind++;
    }
    unseen[r] = sum / blind;
  }
  return { trees, unseen };
}
function bootstrap(rows, chance) {
  const counts = new Int32Array(rows);
  for (let k = 0; k < rows; k++) counts[integer(chance, 0, rows - 1)]++;
  return counts;
}
function requireLimits({ trees, depth, leastRows: leastRows2, columnsPerNode }, columns2) {
  const highest2 = { trees: 1e3, depth: 16, leastRows: Number.MAX_SAFE_INTEGER, columnsPerNode: columns2 };
  for (const [name3, value] of Object.entries({ trees, depth, leastRows: leastRows2, columnsPerNode })) {
    const most = highest2[name3];
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw new RangeError(`forest: ${name3} is ${value}, expected a whole number 1\u2026${most}`);
  }
}

// lab/models/cholesky.ts
function solveCholesky(a, b) {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
}

// lab/models/linear-svc.ts
var maxSteps = 100;
var tolerance = 1e-12;
function fitLinearSvc(x, labels, cost) {
  requireMatrix("fitLinearSvc: x", x);
  requirePerRow("fitLinearSvc: labels", labels, x);
  requirePerRow("fitLinearSvc: cost", cost, x);
  for (let r = 0; r < x.rows; r++) {
    if (Math.abs(labels[r]) !== 1 && labels[r] !== 0) {
      throw new RangeError(`fitLinearSvc: labels: row ${r} is ${labels[r]}, expected \u22121, 0 or +1`);
    }
    if (cost[r] < 0) throw new RangeError(`fitLinearSvc: cost: row ${r} is ${cost[r]}, expected \u2265 0`);
  }
  let plane = new Float64Array(x.columns + 1);
  let here = slopeAt(x, labels, cost, plane);
  const enough = tolerance * steepest(here.slope);
  for (let step = 0; step < maxSteps && steepest(here.slope) > enough; step++) {
    const direction = here.slope.map((value) => -value);
    solveCholesky(curvature(x, cost, here.shortfall), direction);
    const next = downhill(x, labels, cost, plane, direction, here);
    if (!next) break;
    plane = next.plane;
    here = next.there;
  }
  return { weights: Array.from(plane.subarray(0, x.columns)), bias: plane[x.columns] };
}
function margin({ columns: columns2, values }, r, { weights, bias }) {
  let sum = bias;
  for (let c = 0; c < columns2; c++) sum += values[r * columns2 + c] * weights[c];
  return sum;
}
function slopeAt(x, labels, cost, plane) {
  const { rows, columns: columns2, values } = x;
  const slope = Float64Array.from(plane);
  const shortfall = new Float64Array(rows);
  let value = 0;
  for (let c = 0; c <= columns2; c++) value += 0.5 * plane[c] ** 2;
  for (let r = 0; r < rows; r++) {
    const label = labels[r];
    if (label === 0 || cost[r] === 0) continue;
    let side2 = plane[columns2];
    for (let c = 0; c < columns2; c++) side2 += values[r * columns2 + c] * plane[c];
    const missing = 1 - label * side2;
    if (missing <= 0) continue;
    shortfall[r] = missing;
    value += cost[r] * missing * missing;
    const pull2 = -2 * cost[r] * label * missing;
    for (let c = 0; c < columns2; c++) slope[c] += pull2 * values[r * columns2 + c];
    slope[columns2] += pull2;
  }
  return { value, slope, shortfall };
}
function curvature(x, cost, shortfall) {
  const { rows, columns: columns2, values } = x;
  const n = columns2 + 1;
  const out = new Float64Array(n * n);
  for (let r = 0; r < rows; r++) {
    if (!(shortfall[r] > 0)) continue;
    const weight = 2 * cost[r];
    const at = r * columns2;
    for (let i = 0; i < columns2; i++) {
      const pull2 = weight * values[at + i];
      for (let j = 0; j <= i; j++) out[i * n + j] += pull2 * values[at + j];
      out[columns2 * n + i] += pull2;
    }
    out[columns2 * n + columns2] += weight;
  }
  for (let i = 0; i < n; i++) out[i * n + i] += 1;
  return out;
}
function downhill(x, labels, cost, from, direction, here) {
  const descent = here.slope.reduce((sum, value, i) => sum + value * direction[i], 0);
  for (let part = 1; part > 1e-6; part /= 2) {
    const plane = from.map((value, i) => value + part * direction[i]);
    const there = slopeAt(x, labels, cost, plane);
    if (there.value < here.value + 1e-4 * part * descent) return { plane, there };
  }
  return void 0;
}
var steepest = (slope) => slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

// lab/models/quantile.ts
function quantile(values, q) {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q is ${q}, expected a fraction 0\u20261`);
  const sorted = values.toSorted();
  if (sorted.length === 0 || Number.isNaN(sorted[sorted.length - 1])) {
    throw new RangeError(`quantile: ${sorted.length} values, expected one or more, none of them NaN`);
  }
  const position = q * (sorted.length - 1);
  const lower = Math.floor(position);
  return sorted[lower] + (position - lower) * (sorted[Math.ceil(position)] - sorted[lower]);
}

// lab/models/scaler.ts
function fitScaler(x) {
  requireMatrix("fitScaler: x", x);
  const moments = Array.from({ length: x.columns }, (_, c) => columnMoments(x, c));
  return { mean: moments.map(({ mean: mean3 }) => mean3), scale: moments.map(({ scale }) => scale) };
}
function scaled({ rows, columns: columns2, values }, { mean: mean3, scale }) {
  const out = new Float64Array(values.length);
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < columns2; c++, at++) out[at] = (values[at] - mean3[c]) / scale[c];
  }
  return { rows, columns: columns2, values: out };
}
function columnMoments({ rows, columns: columns2, values }, c) {
  const first = values[c];
  let sum = 0;
  for (let r = 0; r < rows; r++) sum += values[r * columns2 + c] - first;
  const shift = sum / rows;
  let squares = 0;
  for (let r = 0; r < rows; r++) squares += (values[r * columns2 + c] - first - shift) ** 2;
  return { mean: first + shift, scale: Math.sqrt(squares / rows) || 1 };
}

// lab/models/plane-votes.ts
var seed2 = 11;
function planeVotes({ members, regularization, conviction }) {
  return {
    fit(rows, returns2, refitTime) {
      const labels = returns2.map(Math.sign);
      if (!labels.includes(1) || !labels.includes(-1)) return void 0;
      const scaler = fitScaler(rows);
      const x = scaled(rows, scaler);
      const planes = Array.from({ length: members }, (_, member) => {
        const chance = stream(seed2, "plane-votes", refitTime, member);
        const counts = member === 0 ? new Int32Array(x.rows).fill(1) : bootstrap(x.rows, chance);
        const plane = fitLinearSvc(
          x,
          labels,
          Float64Array.from(counts, (count) => count * regularization / x.rows)
        );
        const sizes = Float64Array.from({ length: x.rows }, (_2, r) => Math.abs(margin(x, r, plane)));
        return { ...plane, least: quantile(sizes, conviction) };
      });
      return { ...scaler, planes };
    },
    speaker: ({ mean: mean3, scale, planes }) => {
      return (row) => {
        const x = scaled(row, { mean: mean3, scale });
        const votes = planes.map((plane) => {
          const side2 = margin(x, 0, plane);
          return Math.abs(side2) >= plane.least ? Math.sign(side2) : 0;
        });
        if (votes.every((vote) => vote === 0)) return Number.NaN;
        return votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
      };
    }
  };
}
function readPlaneVotes(json, columns2, members) {
  const perColumn = z2.array(z2.number()).length(columns2);
  const shape2 = z2.strictObject({
    mean: perColumn,
    scale: z2.array(z2.number().positive()).length(columns2),
    planes: z2.array(z2.strictObject({ weights: perColumn, bias: z2.number(), least: z2.number().nonnegative() })).length(members)
  });
  const read3 = shape2.safeParse(json);
  return read3.success ? ok(read3.data) : fail(firstIssue(read3.error));
}

// lab/seeds/linear-svc.ts
var name = "linear-svc";
var genes = {
  /** Bars that each fit learns from. */
  lookback: int(100, 500),
  /** Columns it sees, the first of `learnerFeatures`. */
  features: int(3, 15, "columns"),
  /** Weight of the mean squared hinge loss against the size of the weights. */
  regularization: real(0.1, 2, "weight of the mean loss"),
  /** Planes that vote. */
  ensemble: int(1, 5, "planes"),
  /** Share of the margins in training that one must exceed in size. */
  conviction: real(0, 0.9, "quantile of the margins"),
  /** Bars from one fit to the next. */
  cadence: int(24, 336),
  /** Bars that a vote stands, unless another comes. */
  hold: int(1, 48)
};
var linearSvc = seed({
  name,
  idea: "Hold the side of a plane on which bars like this one were followed by a rise or a fall.",
  genes,
  learner: {
    fit: (bars, own, indicators) => learn(bars, learnerColumns(bars, indicators, own.features), own, methodOf(own)),
    read: (content, own) => readFrozen(content, { seed: name, genes: own }, (state) => readPlaneVotes(state, own.features, own.ensemble))
  },
  warmup: (own, given2) => opinionWarmup(own, given2?.fitted !== void 0) + own.hold,
  exposure(bars, own, indicators, given2) {
    const columns2 = learnerColumns(bars, indicators, own.features);
    const frozen = given2?.fitted;
    return latest(opinions(bars, columns2, own, methodOf(own), frozen), own.hold);
  }
});
var methodOf = ({ ensemble, regularization, conviction }) => planeVotes({ members: ensemble, regularization, conviction });

// lab/seeds/nadaraya-watson.ts
var [recentBars, usualBars] = [24, 336];
var emaMemory3 = 12;
var nadarayaWatson = seed({
  name: "nadaraya-watson",
  idea: "Hold the direction in which a one-sided kernel regression of the price is sloping.",
  genes: {
    /** Bars: how far back the kernel reaches, and over how many the slope is measured. */
    bandwidth: int(5, 40),
    /** Gaussian, cut off after three bandwidths, or Epanechnikov, which ends after one. */
    kernel: int(0, 1, "0 Gaussian, 1 Epanechnikov"),
    /** Slope below which the estimate is flat. */
    threshold: real(2e-3, 0.03, "fraction of the estimate per bandwidth"),
    /** Bars of the exponential average of the estimate; documented as its factor, .1 to .9. */
    smoothing: int(1, 19),
    /** How far the threshold moves in proportion to volatility against its usual: 0 not at all, 1 wholly. */
    adaptation: real(0, 1, "share of the threshold")
  },
  warmup: ({ bandwidth, smoothing }) => Math.max(4 * bandwidth + emaMemory3 * smoothing, recentBars + usualBars) + 1,
  exposure({ close }, genes2, { kernelGaussian: kernelGaussian2, kernelEpanechnikov: kernelEpanechnikov2, ema: ema2, logReturns: logReturns2, rollingStd: rollingStd2, sma: sma2 }) {
    const estimate = (genes2.kernel === 1 ? kernelEpanechnikov2 : kernelGaussian2)(close, genes2.bandwidth);
    const line = ema2(estimate, genes2.smoothing);
    const volatility3 = rollingStd2(logReturns2(close, 1), recentBars);
    const normal = sma2(volatility3, usualBars);
    return rowByRow(line, (now, i) => {
      const before2 = line[i - genes2.bandwidth];
      const wildness = volatility3[i] / normal[i];
      const least = genes2.threshold * (1 + genes2.adaptation * (wildness - 1));
      if (side(now, before2 * (1 + least)) > 0) return 1;
      return side(now, before2 * (1 - least)) < 0 ? -1 : 0;
    });
  }
});

// lab/models/component-forest.ts
import { z as z3 } from "zod";

// lab/models/forest/encoding.ts
var encodeTrees = ({ column: column2, value }) => ({
  columns: Array.from(column2),
  values: Array.from(value)
});
function decodeTrees({ columns: columns2, values }, bounds) {
  if (columns2.length !== values.length) {
    return fail(`trees have ${columns2.length} columns and ${values.length} values, expected one of each a node`);
  }
  const right = new Int32Array(columns2.length);
  const roots = [];
  const waiting = [];
  let level = 0;
  for (let node = 0; node < columns2.length; node++) {
    const column2 = columns2[node];
    if (level === 0) roots.push(node);
    if (!Number.isInteger(column2) || column2 < -1 || column2 >= bounds.columns) {
      return fail(`node ${node} asks about column ${column2}, expected \u22121\u2026${bounds.columns - 1}`);
    }
    if (!Number.isFinite(values[node])) return fail(`node ${node} has value ${values[node]}, expected a finite number`);
    if (column2 >= 0) {
      if (level >= bounds.depth) return fail(`node ${node} asks a question at depth ${level}, expected a leaf there`);
      waiting.push({ node, level: level++ });
      continue;
    }
    const parent = waiting.pop();
    if (parent) right[parent.node] = node + 1;
    level = parent ? parent.level + 1 : 0;
  }
  if (level > 0) return fail(`node ${columns2.length} is absent: the last tree does not end`);
  if (roots.length !== bounds.trees) return fail(`there are ${roots.length} trees, expected ${bounds.trees}`);
  return ok({
    roots: Int32Array.from(roots),
    column: Int32Array.from(columns2),
    value: Float64Array.from(values),
    right
  });
}

// lab/models/symmetric-eigen.ts
var maxSweeps = 40;
function symmetricEigen(a, n) {
  const work = Float64Array.from(a);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < maxSweeps && !isDiagonal(work, n); sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(work, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => work[j * n + j] - work[i * n + i] || i - j);
  const vectors = new Float64Array(n * n);
  order.forEach((from, k) => {
    for (let i = 0; i < n; i++) vectors[k * n + i] = v[i * n + from];
  });
  return { values: Float64Array.from(order, (i) => work[i * n + i]), vectors };
}
function rotate(a, v, n, p, q) {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p];
    const kq = a[k * n + q];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k];
    const qk = a[q * n + k];
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
  }
  for (let k = 0; k < n; k++) {
    const kp = v[k * n + p];
    const kq = v[k * n + q];
    v[k * n + p] = c * kp - s * kq;
    v[k * n + q] = s * kp + c * kq;
  }
  a[p * n + q] = a[q * n + p] = 0;
}
function isDiagonal(a, n) {
  let beside2 = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      all += a[i * n + j] ** 2;
      if (i !== j) beside2 += a[i * n + j] ** 2;
    }
  }
  return beside2 <= 1e-30 * all;
}

// lab/models/pca.ts
function fitComponents(x, count) {
  requireMatrix("fitComponents: x", x, 2);
  const { columns: columns2 } = x;
  if (!Number.isInteger(count) || count < 1 || count > columns2) {
    throw new RangeError(`fitComponents: count is ${count}, expected a whole number 1\u2026${columns2}`);
  }
  const { mean: mean3 } = fitScaler(x);
  const { values, vectors } = symmetricEigen(covariance(x, mean3), columns2);
  const loadings = Array.from({ length: count }, (_, k) => turned(vectors.subarray(k * columns2, (k + 1) * columns2)));
  return { mean: mean3, loadings, variance: Array.from(values.subarray(0, count), (value) => Math.max(value, 0)) };
}
function scores({ rows, columns: columns2, values }, { mean: mean3, loadings }) {
  const count = loadings.length;
  const out = new Float64Array(rows * count);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let c = 0; c < columns2; c++) sum += (values[r * columns2 + c] - mean3[c]) * loadings[k][c];
      out[r * count + k] = sum;
    }
  }
  return { rows, columns: count, values: out };
}
function covariance({ rows, columns: columns2, values }, mean3) {
  const out = new Float64Array(columns2 * columns2);
  const row = new Float64Array(columns2);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns2; c++) row[c] = values[r * columns2 + c] - mean3[c];
    for (let i = 0; i < columns2; i++) for (let j = 0; j <= i; j++) out[i * columns2 + j] += row[i] * row[j];
  }
  for (let i = 0; i < columns2; i++) {
    for (let j = 0; j <= i; j++) out[j * columns2 + i] = out[i * columns2 + j] /= rows - 1;
  }
  return out;
}
function turned(vector) {
  const largest = vector.reduce((best, value) => Math.abs(value) > Math.abs(best) ? value : best, 0);
  return Array.from(vector, (value) => largest < 0 ? -value : value);
}

// lab/models/component-forest.ts
var seed3 = 12;
var leastRows = 2 * horizon;
function componentForest(options2) {
  return {
    fit(rows, returns2, refitTime) {
      if (returns2.every((value) => value === returns2[0])) return void 0;
      const scaler = fitScaler(rows);
      const { mean: center, loadings } = fitComponents(scaled(rows, scaler), options2.components);
      const projection = { ...scaler, center, loadings };
      const limits2 = {
        ...{ trees: options2.trees, depth: options2.depth, leastRows },
        columnsPerNode: Math.ceil(options2.components / 3),
        answer: inWhole
      };
      const targets = returns2.map((value) => inWhole(value * 1e6));
      const chance = stream(seed3, "component-forest", refitTime);
      const { trees, unseen } = fitForest(projected(rows, projection), targets, limits2, chance);
      const forecasts = unseen.filter((value) => !Number.isNaN(value));
      const [low, high] = [1 - options2.quantile, options2.quantile].map((q) => quantile(forecasts, q));
      return { ...projection, ...encodeTrees(trees), low, high };
    },
    speaker: (state) => {
      const trees = decodeTrees(state, boundsOf(options2));
      if (!trees.ok) throw new RangeError(`componentForest: ${trees.error}`);
      return (row) => {
        const forecast = forestAnswer(trees.value, projected(row, state).values, 0);
        return forecast > state.high ? 1 : forecast < state.low ? -1 : Number.NaN;
      };
    }
  };
}
function readComponentForest(json, columns2, options2) {
  const numbers3 = z3.array(z3.number());
  const shape2 = z3.strictObject({
    mean: numbers3.length(columns2),
    scale: z3.array(z3.number().positive()).length(columns2),
    center: numbers3.length(columns2),
    loadings: z3.array(numbers3.length(columns2)).length(options2.components),
    columns: numbers3,
    values: numbers3,
    low: z3.number(),
    high: z3.number()
  });
  const read3 = shape2.safeParse(json);
  if (!read3.success) return fail(firstIssue(read3.error));
  const { low, high } = read3.data;
  if (low > high) return fail(`low is ${low}, expected \u2264 ${high}, which is high`);
  const trees = decodeTrees(read3.data, boundsOf(options2));
  return trees.ok ? ok(read3.data) : trees;
}
var boundsOf = ({ trees, components, depth }) => ({ trees, depth, columns: components });
function projected(rows, projection) {
  const found2 = scores(scaled(rows, projection), { mean: projection.center, loadings: projection.loadings });
  return { ...found2, values: found2.values.map((value) => inWhole(value * 1e4)) };
}
var inWhole = (value) => Math.round(value) + 0;

// lab/seeds/pca-forest.ts
var name2 = "pca-forest";
var columnCount = Object.keys(learnerFeatures).length;
var pcaForest = seed({
  name: name2,
  idea: "Hold the direction of a forecast that is high or low among forecasts, made by trees on what the columns have in common.",
  genes: {
    /** Principal components that the trees see. */
    components: int(2, 5, "components"),
    /** Questions from root to leaf. */
    depth: int(3, 7, "questions"),
    trees: int(10, 100, "trees"),
    /** Share of the forecasts in training that one must exceed; its mirror image for a fall. */
    quantile: real(0.5, 0.9, "quantile of the forecasts"),
    /** Bars that each fit learns from. */
    lookback: int(100, 500),
    /** Bars from one fit to the next. */
    cadence: int(100, 500),
    /** Bars that an opinion stands, unless another comes. */
    hold: int(1, 48)
  },
  learner: {
    fit: (bars, genes2, indicators) => learn(bars, learnerColumns(bars, indicators, columnCount), genes2, componentForest(genes2)),
    read: (content, genes2) => readFrozen(content, { seed: name2, genes: genes2 }, (state) => readComponentForest(state, columnCount, genes2))
  },
  warmup: (genes2, given2) => opinionWarmup(genes2, given2?.fitted !== void 0) + genes2.hold,
  exposure(bars, genes2, indicators, given2) {
    const columns2 = learnerColumns(bars, indicators, columnCount);
    const frozen = given2?.fitted;
    return latest(opinions(bars, columns2, genes2, componentForest(genes2), frozen), genes2.hold);
  }
});

// lab/seeds/rsi.ts
var rsi = seed({
  name: "rsi",
  idea: "Buy what has fallen too fast and sell what has risen too fast, until it is back in the middle.",
  genes: {
    /** Bars. */
    period: int(7, 50),
    /** RSI points at or below which the fall is too fast. */
    oversold: real(15, 40, "points of 100"),
    /** RSI points at or above which the rise is too fast. */
    overbought: real(60, 85, "points of 100"),
    /** Bars after which a turn that has not come is not waited for. */
    hold: int(4, 96)
  },
  warmup: ({ period, hold }) => period + hold + 1,
  exposure(bars, { period, oversold, overbought, hold }, { rsiCutler: rsiCutler2 }) {
    const strength = rsiCutler2(bars.close, period);
    const events = rowByRow(strength, (now, i) => {
      if (now <= oversold) return 1;
      if (now >= overbought) return -1;
      const before2 = strength[i - 1];
      return before2 < 50 && now >= 50 || before2 > 50 && now <= 50 ? 0 : Number.NaN;
    });
    return latest(events, hold);
  }
});

// lab/seeds/sma-trend.ts
var fullLead = 0.02;
var smaTrend = seed({
  name: "sma-trend",
  idea: "Hold the direction of the long averages, the more the clearer their lead and the longer the price has kept to it.",
  genes: {
    /** Bars. */
    fast: int(30, 80),
    /** Bars by which the slow average is slower. */
    gap: int(100, 250),
    /** Bars in which the trend must show its strength. */
    strength: int(10, 100),
    /** How much closes on the wrong side of the fast average take from the opinion: 0 nothing, 1 all they can. */
    sensitivity: real(0, 1, "share of the opinion"),
    /** How much a price that did not move along takes from the opinion: 0 nothing, 1 all of it. */
    momentum: real(0, 1, "share of the opinion")
  },
  warmup: ({ fast: fast2, gap, strength }) => fast2 + gap + strength + 1,
  exposure({ close }, { fast: fast2, gap, strength, sensitivity, momentum: momentum2 }, { sma: sma2, simpleReturns: simpleReturns2 }) {
    const quick = sma2(close, fast2);
    const slow = sma2(close, fast2 + gap);
    const sides = rowByRow(quick, (mean3, i) => Number.isNaN(mean3) ? mean3 : side(close[i], mean3));
    const kept = sma2(sides, strength);
    const moved = simpleReturns2(close, strength);
    return rowByRow(slow, (base, i) => {
      const lead3 = bounded((quick[i] / base - 1) / fullLead);
      const direction = Math.sign(lead3);
      const loyal = 1 - sensitivity + sensitivity * Math.max(0, direction * kept[i]);
      const moving = 1 - momentum2 + momentum2 * Math.max(0, direction * bounded(moved[i] / fullLead));
      return steps(lead3 * loyal * moving);
    });
  }
});
var bounded = (x) => Math.max(-1, Math.min(1, x));

// lab/seeds/stochastic.ts
var stochastic = seed({
  name: "stochastic",
  idea: "Follow the oscillator as it turns out of an extreme, until it reaches the other one.",
  genes: {
    /** Bars between whose extremes K places the close. */
    k: int(5, 50),
    /** Bars that D averages K over. */
    d: int(2, 5),
    /** Points at or below which K is at the low extreme. */
    oversold: real(15, 30, "points of 100"),
    /** Points at or above which K is at the high extreme. */
    overbought: real(70, 85, "points of 100"),
    /** What a cross is worth less when price and K did not diverge in the last `k` bars: 0 nothing, 1 all of it. */
    divergence: real(0, 1, "share of the opinion"),
    /** Bars after which the other extreme is not waited for. */
    hold: int(4, 96)
  },
  warmup: ({ k, d, hold }) => 3 * k + d + hold + 1,
  exposure(bars, genes2, { stochastic: stochastic3, rollingMin: rollingMin2, rollingMax: rollingMax2, rollingSum: rollingSum2 }) {
    const { k, d } = stochastic3(bars.high, bars.low, bars.close, genes2.k, 1, genes2.d);
    const [leastK, mostK] = [rollingMin2(k, genes2.k), rollingMax2(k, genes2.k)];
    const [lowest2, highest2] = [rollingMin2(bars.low, genes2.k), rollingMax2(bars.high, genes2.k)];
    const within2 = (happened) => rollingSum2(
      rowByRow(k, (now, i) => Number(happened(now, i))),
      genes2.k
    );
    const rising = within2((now, i) => bars.low[i] < lowest2[i - 1] && side(now, leastK[i - 1]) > 0);
    const falling = within2((now, i) => bars.high[i] > highest2[i - 1] && side(now, mostK[i - 1]) < 0);
    const crossed = (row) => side(k[row], d[row]) === side(k[row - 1], d[row - 1]) ? 0 : side(k[row], d[row]);
    const worth = (diverged) => steps(diverged ? 1 : 1 - genes2.divergence) || Number.NaN;
    const long = rowByRow(k, (now, i) => {
      if (now >= genes2.overbought) return 0;
      return crossed(i) > 0 && k[i - 1] <= genes2.oversold ? worth(rising[i] > 0) : Number.NaN;
    });
    const short = rowByRow(k, (now, i) => {
      if (now <= genes2.oversold) return 0;
      return crossed(i) < 0 && k[i - 1] >= genes2.overbought ? worth(falling[i] > 0) : Number.NaN;
    });
    const sold = latest(short, genes2.hold);
    return rowByRow(latest(long, genes2.hold), (bought, i) => bought - sold[i]);
  }
});

// lab/seeds/volatility-scaling.ts
var slowerTimes = 4;
var usualTimes = 10;
var volatilityScaling = seed({
  name: "volatility-scaling",
  idea: "Hold the direction the price has taken, in the size that makes every market move alike, less in lasting turbulence.",
  genes: {
    /** Bars over which the price must have risen or fallen. */
    momentum: int(24, 240),
    /** Bars of the realised volatility. */
    window: int(10, 40),
    /** Volatility that the position is to have; the documented .2 at most is a third of a position in crypto, and often less. */
    target: real(0.1, 0.8, "fraction a year"),
    /** Weight of the volatility of four windows against that of one. */
    multi: real(0, 1, "share of the volatility"),
    /** Volatility from which on the market is turbulent. */
    threshold: real(1, 2, "times the usual volatility"),
    /** Bars of which half must be turbulent for the turbulence to last. */
    persistence: int(2, 10),
    /** Share of the position that is kept while it lasts. */
    scaling: real(0.2, 0.8, "share of the opinion")
  },
  warmup: ({ momentum: momentum2, window, persistence }) => Math.max(momentum2, (usualTimes + 1) * window + persistence) + 1,
  exposure({ close, interval }, genes2, { logReturns: logReturns2, rollingStd: rollingStd2, rollingSum: rollingSum2, sma: sma2 }) {
    const returns2 = logReturns2(close, 1);
    const swift = rollingStd2(returns2, genes2.window);
    const calm = rollingStd2(returns2, slowerTimes * genes2.window);
    const normal = sma2(swift, usualTimes * genes2.window);
    const turbulent = rowByRow(swift, (now, i) => Number(now > genes2.threshold * normal[i]));
    const lasting = rollingSum2(turbulent, genes2.persistence);
    const perYear = Math.sqrt(365 * day / interval);
    return rowByRow(close, (price, i) => {
      const realised = perYear * ((1 - genes2.multi) * swift[i] + genes2.multi * calm[i]);
      const kept = 2 * lasting[i] >= genes2.persistence ? genes2.scaling : 1;
      const size = kept * Math.min(1, genes2.target / realised);
      return steps(side(price, close[i - genes2.momentum]) * size);
    });
  }
});

// lab/seeds/vwap-reversion.ts
var fullTrend = 2;
var vwapReversion = seed({
  name: "vwap-reversion",
  idea: "Fade a price that much volume has carried far from what the others paid, back to that.",
  genes: {
    /** Bars of the volume-weighted mean. */
    period: int(10, 200),
    /** How far from the mean is far. */
    deviation: real(1, 4, "volume-weighted standard deviations"),
    /** Least volume of the bar that went there. */
    volume: real(0.5, 2.5, "times the mean volume of the period"),
    /** How much of the opinion is lost when the mean itself is moving. */
    regime: real(0, 1, "share of the opinion"),
    /** Bars after which the way back is not waited for. */
    hold: int(4, 96)
  },
  warmup: ({ period, hold }) => period + half(period) + hold + 2,
  exposure({ high, low, close, volume: volume2 }, genes2, { vwap: vwap2, vwapDeviation: vwapDeviation2, sma: sma2 }) {
    const mean3 = vwap2(high, low, close, volume2, genes2.period);
    const reach = vwapDeviation2(high, low, close, volume2, genes2.period);
    const traded = sma2(volume2, genes2.period);
    const score = rowByRow(close, (last, i) => ((high[i] + low[i] + last) / 3 - mean3[i - 1]) / reach[i - 1]);
    const events = rowByRow(score, (z6, i) => {
      if (Number.isNaN(z6)) return 0;
      const arrived = z6 * score[i - 1] <= 0 ? 0 : Number.NaN;
      const far = Math.abs(z6) >= genes2.deviation && volume2[i] >= genes2.volume * traded[i - 1];
      if (!far) return arrived;
      const moved = Math.abs(mean3[i - 1] - mean3[i - 1 - half(genes2.period)]) / reach[i - 1];
      const worth = steps(1 - genes2.regime * Math.min(1, moved / fullTrend));
      return worth === 0 ? arrived : -Math.sign(z6) * worth;
    });
    return latest(events, genes2.hold);
  }
});
var half = (period) => Math.ceil(period / 2);

// lab/indicators/lengths.ts
function requireEqualLengths(indicator, columns2) {
  const [[first, { length }], ...others2] = Object.entries(columns2);
  for (const [name3, column2] of others2) {
    if (column2.length !== length) {
      throw new RangeError(`${indicator}: ${name3} has ${column2.length} rows, expected ${length} like ${first}`);
    }
  }
}

// lab/indicators/period.ts
function requireBars(argument, value, least = 1) {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${argument} is ${value}, expected a whole number of bars \u2265 ${least}`);
  }
}

// lab/indicators/runs.ts
function runs(least, ...columns2) {
  const n = columns2[0].length;
  const found2 = [];
  let from = 0;
  for (let i = 0; i <= n; i++) {
    if (i < n && isKnown2(columns2, i)) continue;
    if (i - from >= least) found2.push([from, i]);
    from = i + 1;
  }
  return found2;
}
function isKnown2(columns2, row) {
  for (let c = 0; c < columns2.length; c++) if (!Number.isFinite(columns2[c][row])) return false;
  return true;
}

// lab/indicators/true-range.ts
function trueRange(high, low, close) {
  requireEqualLengths("trueRange", { high, low, close });
  const out = new Float64Array(high.length).fill(Number.NaN);
  for (const [from, to] of runs(1, high, low, close)) {
    out[from] = high[from] - low[from];
    for (let i = from + 1; i < to; i++) {
      const before2 = close[i - 1];
      out[i] = Math.max(high[i], before2) - Math.min(low[i], before2);
    }
  }
  return out;
}

// lab/indicators/exponential.ts
function exponential(x, period, alpha) {
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x)) {
    let mean3 = 0;
    for (let k = 1; k <= period; k++) mean3 += (x[from + k - 1] - mean3) / k;
    out[from + period - 1] = mean3;
    for (let i = from + period; i < to; i++) out[i] = mean3 += alpha * (x[i] - mean3);
  }
  return out;
}

// lab/indicators/wilder.ts
function wilder(x, period) {
  requireBars("wilder: period", period);
  return exponential(x, period, 1 / period);
}

// lab/indicators/atr.ts
function atr(high, low, close, period) {
  requireBars("atr: period", period);
  requireEqualLengths("atr", { high, low, close });
  return wilder(trueRange(high, low, close), period);
}

// lab/indicators/rolling-comoment.ts
function rollingComoment(x, y, period) {
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x, y)) {
    const tailX = new Float64Array(period);
    const tailY = new Float64Array(period);
    const tail = new Float64Array(period);
    let lastX = 0;
    let lastY = 0;
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to);
      const [firstX, firstY] = [x[start], y[start]];
      let [meanX, meanY, head] = [0, 0, 0];
      for (let i = start; i < end; i++) {
        const k = i - start + 1;
        const dx = x[i] - firstX - meanX;
        const dy = y[i] - firstY - meanY;
        head += dx * dy * (k - 1) / k;
        meanX += dx / k;
        meanY += dy / k;
        if (i - from < period - 1) continue;
        const older = period - k;
        const apartX = meanX - tailX[older] + (firstX - lastX);
        const apartY = meanY - tailY[older] + (firstY - lastY);
        out[i] = head + tail[older] + apartX * apartY * (older * k) / period;
      }
      if (end === to) break;
      lastX = x[end - 1];
      lastY = y[end - 1];
      for (let a = 1; a < period; a++) {
        const dx = x[end - a] - lastX - tailX[a - 1];
        const dy = y[end - a] - lastY - tailY[a - 1];
        tail[a] = tail[a - 1] + dx * dy * (a - 1) / a;
        tailX[a] = tailX[a - 1] + dx / a;
        tailY[a] = tailY[a - 1] + dy / a;
      }
    }
  }
  return out;
}

// lab/indicators/sma.ts
function sma(x, period) {
  requireBars("sma: period", period);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period);
    let last = 0;
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to);
      const first = x[start];
      let head = 0;
      for (let i = start; i < end; i++) {
        head += x[i] - first;
        const older = start + period - 1 - i;
        if (i - from >= period - 1) out[i] = first + (head + tail[older] + older * (last - first)) / period;
      }
      if (end === to) break;
      last = x[end - 1];
      for (let a = 1; a < period; a++) tail[a] = tail[a - 1] + (x[end - a] - last);
    }
  }
  return out;
}

// lab/indicators/bollinger.ts
function bollinger2(x, period, width) {
  requireBars("bollinger: period", period, 2);
  if (!(width >= 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`bollinger: width is ${width}, expected standard deviations \u2265 0`);
  }
  const middle = sma(x, period);
  const reach = rowByRow(rollingComoment(x, x, period), (squares) => width * Math.sqrt(squares / period));
  return {
    lower: rowByRow(middle, (mean3, i) => mean3 - reach[i]),
    middle,
    upper: rowByRow(middle, (mean3, i) => mean3 + reach[i])
  };
}

// lab/indicators/rolling-min-max.ts
function rollingMin(x, period) {
  requireBars("rollingMin: period", period);
  return extreme(x, period, -1);
}
function rollingMax(x, period) {
  requireBars("rollingMax: period", period);
  return extreme(x, period, 1);
}
function extreme(x, period, sign) {
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x)) {
    const candidates = new Int32Array(to - from);
    let head = 0;
    let tail = 0;
    for (let i = from; i < to; i++) {
      while (tail > head && sign * x[candidates[tail - 1]] <= sign * x[i]) tail--;
      candidates[tail++] = i;
      if (candidates[head] <= i - period) head++;
      if (i - from >= period - 1) out[i] = x[candidates[head]];
    }
  }
  return out;
}

// lab/indicators/donchian.ts
function donchian(high, low, period) {
  requireBars("donchian: period", period);
  requireEqualLengths("donchian", { high, low });
  const upper = rollingMax(high, period);
  const lower = rollingMin(low, period);
  return { lower, middle: rowByRow(upper, (top, i) => (top + lower[i]) / 2), upper };
}

// lab/indicators/ema.ts
function ema(x, period) {
  requireBars("ema: period", period);
  return exponential(x, period, 2 / (period + 1));
}

// lab/indicators/kernel-regression.ts
var gaussianReach = 3;
function kernelGaussian(x, bandwidth) {
  requireBars("kernelGaussian: bandwidth", bandwidth);
  return smoothed(x, gaussianWeights(bandwidth));
}
function kernelEpanechnikov(x, bandwidth) {
  requireBars("kernelEpanechnikov: bandwidth", bandwidth);
  return smoothed(x, epanechnikovWeights(bandwidth));
}
var gaussianWeights = (bandwidth) => weightsOf(gaussianReach * bandwidth, (age) => Math.exp(-((age / bandwidth) ** 2) / 2));
var epanechnikovWeights = (bandwidth) => weightsOf(bandwidth, (age) => 1 - (age / bandwidth) ** 2);
var weightsOf = (rows, weightAt) => Float64Array.from({ length: rows }, (_, age) => weightAt(age));
var sumOf = (weights) => weights.reduce((sum, weight) => sum + weight, 0);
function smoothed(x, weights) {
  const rows = weights.length;
  const total = sumOf(weights);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(rows, x)) {
    for (let i = from + rows - 1; i < to; i++) {
      let distances = 0;
      for (let age = 1; age < rows; age++) distances += weights[age] * (x[i - age] - x[i]);
      out[i] = x[i] + distances / total;
    }
  }
  return out;
}

// lab/indicators/macd.ts
function macd(x, fast2, slow, signal) {
  requireBars("macd: fast", fast2);
  requireBars("macd: slow", slow, fast2 + 1);
  requireBars("macd: signal", signal);
  const quick = ema(x, fast2);
  const calm = ema(x, slow);
  const line = rowByRow(quick, (value, i) => value - calm[i]);
  const average = ema(line, signal);
  return { macd: line, signal: average, histogram: rowByRow(line, (value, i) => value - average[i]) };
}

// lab/indicators/ratio.ts
function ratio(x, y) {
  requireEqualLengths("ratio", { x, y });
  return rowByRow(x, (value, i) => value / y[i]);
}

// lab/indicators/returns.ts
function simpleReturns(x, period) {
  requireBars("simpleReturns: period", period);
  return overRatio(x, period, (ratio2) => ratio2 - 1);
}
function logReturns(x, period) {
  requireBars("logReturns: period", period);
  return overRatio(x, period, (ratio2) => ratio2 > 0 ? Math.log(ratio2) : Number.NaN);
}
function overRatio(x, period, toReturn) {
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period + 1, x)) {
    for (let i = from + period; i < to; i++) if (x[i - period] > 0) out[i] = toReturn(x[i] / x[i - period]);
  }
  return out;
}

// lab/indicators/rolling-correlation.ts
function rollingCorrelation(x, y, period) {
  requireBars("rollingCorrelation: period", period, 2);
  requireEqualLengths("rollingCorrelation", { x, y });
  const squaresX = rollingComoment(x, x, period);
  const squaresY = rollingComoment(y, y, period);
  return rowByRow(rollingComoment(x, y, period), (products, i) => {
    const scale = Math.sqrt(squaresX[i]) * Math.sqrt(squaresY[i]);
    return scale > 0 ? Math.max(-1, Math.min(1, products / scale)) : Number.NaN;
  });
}

// lab/indicators/sorted-window.ts
var sortedWindow = (x, from, to) => Float64Array.from(x.subarray(from, to)).sort();
function exchange(sorted, outgoing, incoming) {
  const hole = below(sorted, outgoing);
  const place3 = below(sorted, incoming);
  if (place3 > hole) {
    sorted.copyWithin(hole, hole + 1, place3);
    sorted[place3 - 1] = incoming;
  } else {
    sorted.copyWithin(place3 + 1, place3, hole);
    sorted[place3] = incoming;
  }
}
function below(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
function upTo(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// lab/indicators/rolling-quantile.ts
function rollingQuantile(x, period, q) {
  requireBars("rollingQuantile: period", period);
  if (!(q >= 0 && q <= 1)) throw new RangeError(`rollingQuantile: q is ${q}, expected a fraction 0\u20261`);
  const out = new Float64Array(x.length).fill(Number.NaN);
  const position = q * (period - 1);
  const lower = Math.floor(position);
  const upper = Math.ceil(position);
  for (const [from, to] of runs(period, x)) {
    const sorted = sortedWindow(x, from, from + period);
    for (let i = from + period - 1; i < to; i++) {
      if (i >= from + period) exchange(sorted, x[i - period], x[i]);
      out[i] = sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    }
  }
  return out;
}

// lab/indicators/rolling-rank.ts
function rollingRank(x, period) {
  requireBars("rollingRank: period", period);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x)) {
    const sorted = sortedWindow(x, from, from + period);
    for (let i = from + period - 1; i < to; i++) {
      if (i >= from + period) exchange(sorted, x[i - period], x[i]);
      out[i] = (below(sorted, x[i]) + upTo(sorted, x[i])) / 2 / period;
    }
  }
  return out;
}

// lab/indicators/rolling-std.ts
function rollingStd(x, period) {
  requireBars("rollingStd: period", period, 2);
  return rollingComoment(x, x, period).map((squares) => Math.sqrt(squares / (period - 1)));
}

// lab/indicators/rolling-sum.ts
function rollingSum(x, period) {
  requireBars("rollingSum: period", period);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period);
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to);
      let head = 0;
      for (let i = start; i < end; i++) {
        head += x[i];
        if (i - from >= period - 1) out[i] = head + tail[start + period - 1 - i];
      }
      if (end === to) break;
      for (let a = 1; a < period; a++) tail[a] = tail[a - 1] + x[end - a];
    }
  }
  return out;
}

// lab/indicators/rsi.ts
function rsiWilder(x, period) {
  requireBars("rsiWilder: period", period);
  const { gains, losses } = changes(x);
  return share2(wilder(gains, period), wilder(losses, period));
}
function rsiCutler(x, period) {
  requireBars("rsiCutler: period", period);
  const { gains, losses } = changes(x);
  return share2(rollingSum(gains, period), rollingSum(losses, period));
}
function changes(x) {
  const gains = new Float64Array(x.length).fill(Number.NaN);
  const losses = new Float64Array(x.length).fill(Number.NaN);
  for (const [from, to] of runs(2, x)) {
    for (let i = from + 1; i < to; i++) {
      const change = x[i] - x[i - 1];
      gains[i] = Math.max(change, 0);
      losses[i] = Math.max(-change, 0);
    }
  }
  return { gains, losses };
}
function share2(gains, losses) {
  return rowByRow(gains, (gain, i) => {
    const moved = gain + losses[i];
    return moved === 0 ? 50 : 100 * (gain / moved);
  });
}

// lab/indicators/stochastic.ts
function stochastic2(high, low, close, period, slowing, signal) {
  requireBars("stochastic: period", period);
  requireBars("stochastic: slowing", slowing);
  requireBars("stochastic: signal", signal);
  requireEqualLengths("stochastic", { high, low, close });
  const { lower, upper } = donchian(high, low, period);
  const place3 = rowByRow(upper, (top, i) => {
    const range = top - lower[i];
    return range === 0 ? 50 : 100 * ((close[i] - lower[i]) / range);
  });
  const k = sma(place3, slowing);
  return { k, d: sma(k, signal) };
}

// lab/indicators/vwap.ts
function vwap(high, low, close, volume2, period) {
  requireBars("vwap: period", period);
  requireEqualLengths("vwap", { high, low, close, volume: volume2 });
  const turnover = new Float64Array(high.length).fill(Number.NaN);
  for (const [from, to] of runs(period, high, low, close, volume2)) {
    for (let i = from; i < to; i++) turnover[i] = (high[i] + low[i] + close[i]) / 3 * volume2[i];
  }
  const traded = rollingSum(volume2, period);
  return rowByRow(rollingSum(turnover, period), (money, i) => money / traded[i]);
}

// lab/indicators/vwap-deviation.ts
function vwapDeviation(high, low, close, volume2, period) {
  requireBars("vwapDeviation: period", period);
  requireEqualLengths("vwapDeviation", { high, low, close, volume: volume2 });
  const typical = rowByRow(close, (last, i) => (high[i] + low[i] + last) / 3);
  const out = new Float64Array(close.length).fill(Number.NaN);
  for (const [from, to] of runs(period, high, low, close, volume2)) {
    for (let i = from + period - 1; i < to; i++) out[i] = deviation(typical, volume2, i + 1 - period, i + 1);
  }
  return out;
}
function deviation(x, weights, from, to) {
  let [weight, distances, squares] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    weight += weights[i];
    distances += weights[i] * (x[i] - x[from]);
  }
  const mean3 = distances / weight;
  for (let i = from; i < to; i++) {
    const apart = x[i] - x[from] - mean3;
    squares += weights[i] * (apart * apart);
  }
  return Math.sqrt(squares / weight);
}

// lab/indicators/wma.ts
function wma(x, period) {
  requireBars("wma: period", period);
  const out = new Float64Array(x.length).fill(Number.NaN);
  const weights = period * (period + 1) / 2;
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period);
    let last = 0;
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to);
      const first = x[start];
      let head = 0;
      let weighted = 0;
      for (let i = start; i < end; i++) {
        const distance = x[i] - first;
        head += distance;
        weighted += (i - start + 1) * distance;
        const older = start + period - 1 - i;
        if (i - from < period - 1) continue;
        const oldWeights = older * (older + 1) / 2;
        out[i] = first + (older * head + weighted + tail[older] + oldWeights * (last - first)) / weights;
      }
      if (end === to) break;
      last = x[end - 1];
      let sum = 0;
      for (let a = 1; a < period; a++) {
        sum += x[end - a] - last;
        tail[a] = tail[a - 1] + sum;
      }
    }
  }
  return out;
}

// lab/indicators/functions.ts
var functions = {
  atr,
  bollinger: bollinger2,
  donchian,
  ema,
  kernelEpanechnikov,
  kernelGaussian,
  logReturns,
  macd,
  ratio,
  rollingCorrelation,
  rollingMax,
  rollingMin,
  rollingQuantile,
  rollingRank,
  rollingStd,
  rollingSum,
  rsiCutler,
  rsiWilder,
  simpleReturns,
  sma,
  stochastic: stochastic2,
  trueRange,
  vwap,
  vwapDeviation,
  wilder,
  wma
};

// lab/indicators/memo.ts
var entryBytes = 512;
function createMemo(budgetBytes) {
  if (!(budgetBytes >= 0)) throw new RangeError(`memo: budget is ${budgetBytes}, expected bytes \u2265 0`);
  const identities = /* @__PURE__ */ new WeakMap();
  const kept = /* @__PURE__ */ new Map();
  let [known4, hits, misses, evictions, bytes] = [0, 0, 0, 0, 0];
  const identity = (column2) => {
    const found2 = identities.get(column2);
    if (found2 !== void 0) return found2;
    identities.set(column2, ++known4);
    return known4;
  };
  const keep = (key, value) => {
    const size = sizeOf(value);
    if (size > budgetBytes) return;
    for (const [oldest, entry] of kept) {
      if (bytes + size <= budgetBytes) break;
      kept.delete(oldest);
      bytes -= entry.bytes;
      evictions++;
    }
    kept.set(key, { value, bytes: size });
    bytes += size;
  };
  return {
    get(name3, columns2, parameters, compute) {
      const key = `${columns2.map(identity).join()}|${parameters.join()}|${name3}`;
      const entry = kept.get(key);
      if (entry) {
        hits++;
        kept.delete(key);
        kept.set(key, entry);
        return entry.value;
      }
      misses++;
      const value = compute();
      keep(key, value);
      return value;
    },
    counts: () => ({ hits, misses, evictions, entries: kept.size, bytes })
  };
}
var plain = functions;
function memoised(memo) {
  const remembering = Object.entries(functions).map(([name3, compute]) => {
    const f = compute;
    return [
      name3,
      (...inputs) => {
        const columns2 = inputs.filter((input) => typeof input !== "number");
        const parameters = inputs.filter((input) => typeof input === "number");
        return memo.get(name3, columns2, parameters, () => f(...inputs));
      }
    ];
  });
  return Object.fromEntries(remembering);
}
var isColumn = (value) => typeof value.length === "number";
function sizeOf(value) {
  const columns2 = isColumn(value) ? [value] : Object.values(value);
  return columns2.reduce((sum, column2) => sum + 8 * column2.length, entryBytes);
}

// lab/models/features/quotient.ts
var quotient = (x, y) => Float64Array.from(x, (value, i) => y[i] === 0 ? Number.NaN : value / y[i]);
var lead2 = (x, y) => quotient(x, y).map((ratio2) => ratio2 - 1);

// lab/models/features/band.ts
var band = [
  {
    name: "bollinger_position_24",
    family: "band",
    formula: "(close \u2212 lower) / (upper \u2212 lower), bands 2 standard deviations (ddof 0) around the mean of close over 24 bars; 0.5 where those are one",
    unit: "0 lower, 1 upper band",
    window: 24,
    compute: ({ bars }, { bollinger: bollinger3 }) => {
      const { lower, upper } = bollinger3(bars.close, 24, 2);
      return place(bars.close, lower, upper);
    }
  },
  {
    name: "bollinger_width_24",
    family: "band",
    formula: "(upper \u2212 lower) / mean of the same bands",
    unit: "fraction",
    window: 24,
    compute: ({ bars }, { bollinger: bollinger3 }) => {
      const { lower, middle, upper } = bollinger3(bars.close, 24, 2);
      return quotient(
        Float64Array.from(upper, (top, i) => top - lower[i]),
        middle
      );
    }
  },
  {
    name: "donchian_position_48",
    family: "band",
    formula: "(close \u2212 lowest low) / (highest high \u2212 lowest low) over 48 bars; 0.5 where those are one",
    unit: "0\u20261",
    window: 48,
    compute: ({ bars: { high, low, close } }, { donchian: donchian2 }) => {
      const { lower, upper } = donchian2(high, low, 48);
      return place(close, lower, upper);
    }
  },
  {
    name: "drawdown_168",
    family: "band",
    formula: "close / highest high over 168 bars \u2212 1",
    unit: "\u22121\u20260",
    window: 168,
    compute: ({ bars }, { rollingMax: rollingMax2 }) => lead2(bars.close, rollingMax2(bars.high, 168))
  },
  {
    name: "close_in_bar",
    family: "band",
    formula: "(close \u2212 low) / (high \u2212 low) of the bar; 0.5 where those are one",
    unit: "0\u20261",
    window: 1,
    compute: ({ bars: { high, low, close } }) => place(close, low, high)
  }
];
var place = (x, lower, upper) => Float64Array.from(x, (value, i) => {
  const width = upper[i] - lower[i];
  return width === 0 ? 0.5 : (value - lower[i]) / width;
});

// lab/models/features/calendar.ts
var daysAfterMonday = 3;
var circles = [
  {
    of: "hour",
    turn: "hour of the day / 24, minutes as parts of an hour",
    turnAt: (t) => t % day / day
  },
  {
    of: "weekday",
    turn: "weekday / 7, 0 on Mondays",
    turnAt: (t) => (Math.floor(t / day) + daysAfterMonday) % 7 / 7
  }
];
var waves = { sin: Math.sin, cos: Math.cos };
var calendar = circles.flatMap(
  ({ of, turn, turnAt }) => Object.entries(waves).map(
    ([name3, wave]) => ({
      name: `${of}_${name3}`,
      family: "calendar",
      formula: `${name3}(2\u03C0 \xB7 ${turn}), of the time in UTC when the bar opens`,
      unit: "\u22121\u2026+1",
      window: 1,
      compute: ({ bars }) => Float64Array.from(bars.openTime, (t) => wave(2 * Math.PI * turnAt(t)))
    })
  )
);

// lab/regimes/aligned-returns.ts
function alignReturns(bars, openTime = timeline(bars)) {
  const [first] = bars;
  const seen = /* @__PURE__ */ new Set();
  for (const { symbol, interval } of bars) {
    if (seen.has(symbol)) throw new RangeError(`alignReturns: ${symbol} comes twice, expected each symbol once`);
    seen.add(symbol);
    if (interval === first.interval) continue;
    const [found2, expected] = [interval, first.interval].map(showInterval);
    throw new RangeError(`alignReturns: ${symbol} has ${found2} bars, expected ${expected} like ${first.symbol}`);
  }
  return {
    symbols: bars.map(({ symbol }) => symbol),
    interval: first?.interval ?? 0,
    openTime,
    returns: bars.map((one2) => onto(openTime, one2, stepReturns(one2)))
  };
}
function timeline(bars) {
  const all = new Float64Array(bars.reduce((sum, { openTime }) => sum + openTime.length, 0));
  let length = 0;
  for (const { openTime } of bars) for (let i = 0; i < openTime.length; i++) all[length++] = openTime[i];
  all.sort();
  return all.filter((t, i) => i === 0 || t !== all[i - 1]);
}
function onto(openTime, bars, values) {
  const out = new Float64Array(openTime.length).fill(Number.NaN);
  for (let i = 0, row = 0; i < out.length; i++) {
    while (row < bars.openTime.length && bars.openTime[row] < openTime[i]) row++;
    if (bars.openTime[row] === openTime[i]) out[i] = values[row];
  }
  return out;
}
function stepReturns({ openTime, interval, close }) {
  const out = new Float64Array(close.length).fill(Number.NaN);
  for (let i = 1; i < out.length; i++) {
    const factor = close[i] / close[i - 1];
    if (openTime[i] - openTime[i - 1] === interval && factor > 0 && factor < Infinity) out[i] = Math.log(factor);
  }
  return out;
}

// lab/models/features/remembered.ts
function remembered(compute) {
  const kept = /* @__PURE__ */ new WeakMap();
  return (key) => {
    const found2 = kept.get(key) ?? { value: compute(key) };
    kept.set(key, found2);
    return found2.value;
  };
}

// lab/models/features/market-returns.ts
var marketReturns = (view) => seenBy(view, steps3);
var marketReturns24 = (view) => seenBy(view, sums);
var steps3 = remembered(
  (market2) => alignReturns(market2.toSorted((a, b) => a.symbol < b.symbol ? -1 : 1))
);
var sums = remembered((market2) => {
  const aligned2 = steps3(market2);
  return { ...aligned2, returns: aligned2.returns.map((column2) => rollingSum(column2, 24)) };
});
var whole = remembered(
  ({ bars, market: market2 }) => market2.includes(bars) ? market2 : [bars, ...market2.filter(({ symbol }) => symbol !== bars.symbol)]
);
function seenBy(view, returnsOf) {
  const { openTime, returns: returns2, symbols: symbols2 } = returnsOf(whole(view));
  return { openTime, all: returns2, own: symbols2.indexOf(view.bars.symbol) };
}

// lab/models/features/cross-section.ts
var crossSection = [
  among("relative_return_1", 2, marketReturns, relative, {
    formula: "s \u2212 mean of s over the known symbols",
    unit: "log return"
  }),
  among("relative_return_24", 25, marketReturns24, relative, {
    formula: "sum of s over 24 intervals \u2212 mean of that over the known symbols",
    unit: "log return"
  }),
  among("return_rank_24", 25, marketReturns24, rank, {
    formula: "share of the known symbols whose sum of s over 24 intervals is smaller, equal ones and its own counted half",
    unit: "0\u20261"
  }),
  againstOthers("beta_168", beta, {
    formula: "covariance of s with m / variance of m over 168 intervals; unknown where m never varied",
    unit: "ratio"
  }),
  againstOthers("correlation_168", (own, others2) => rollingCorrelation(own, others2, 168), {
    formula: "Pearson's correlation of s and m over 168 intervals; unknown where either never varied",
    unit: "\u22121\u2026+1"
  }),
  among("dispersion_24", 25, marketReturns24, dispersion, {
    formula: "standard deviation (ddof 1) over the known symbols of their sums of s over 24 intervals",
    unit: "log return"
  }),
  among("breadth_24", 25, marketReturns24, breadth, {
    formula: "share of the known symbols whose sum of s over 24 intervals is above 0, those at 0 counted half",
    unit: "0\u20261"
  })
];
function among(name3, window, returns2, compare, words3) {
  return {
    ...{ name: name3, family: "cross-section", ...words3, window, needsMarket: true },
    compute: (view) => {
      const { openTime, all, own } = returns2(view);
      const values = overRows(
        openTime.length,
        all,
        (known4, i) => known4.length < 2 ? Number.NaN : compare(all[own][i], known4)
      );
      return onto(view.bars.openTime, { openTime }, values);
    }
  };
}
function againstOthers(name3, compare, words3) {
  return {
    ...{ name: name3, family: "cross-section", ...words3, window: 169, needsMarket: true },
    compute: (view) => {
      const { openTime, all, own } = marketReturns(view);
      const others2 = overRows(openTime.length, all.toSpliced(own, 1), mean);
      return onto(view.bars.openTime, { openTime }, compare(all[own], others2));
    }
  };
}
function overRows(length, columns2, of) {
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const known4 = [];
    for (const column2 of columns2) if (Number.isFinite(column2[i])) known4.push(column2[i]);
    out[i] = of(known4, i);
  }
  return out;
}
var mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
function relative(own, known4) {
  return own - mean(known4);
}
function rank(own, known4) {
  if (Number.isNaN(own)) return Number.NaN;
  return mean(known4.map((value) => value < own ? 1 : value === own ? 0.5 : 0));
}
function dispersion(_, known4) {
  const middle = mean(known4);
  return Math.sqrt(known4.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (known4.length - 1));
}
function breadth(_, known4) {
  return mean(known4.map((value) => (1 + Math.sign(value)) / 2));
}
function beta(own, others2) {
  return quotient(rollingComoment(own, others2, 168), rollingComoment(others2, others2, 168));
}

// lab/models/features/momentum.ts
var momentum = [
  {
    name: "rsi_14",
    family: "momentum",
    formula: "gains / (gains + losses), sums of the changes of close over 14 bars (Cutler); 0.5 where nothing moved",
    unit: "0\u20261",
    window: 15,
    compute: ({ bars }, { rsiCutler: rsiCutler2 }) => ofHundred(rsiCutler2(bars.close, 14))
  },
  {
    name: "stochastic_14",
    family: "momentum",
    formula: "mean over 3 bars of (close \u2212 lowest low) / (highest high \u2212 lowest low) over 14 bars; 0.5 where those are one",
    unit: "0\u20261",
    window: 16,
    compute: ({ bars: { high, low, close } }, { stochastic: stochastic3 }) => ofHundred(stochastic3(high, low, close, 14, 3, 1).k)
  },
  {
    name: "macd_histogram",
    family: "momentum",
    formula: "(m \u2212 EMA of m over 9 bars) / close, where m = EMA of close over 12 bars \u2212 that over 26 bars",
    unit: "fraction",
    window: 320,
    first: 33,
    fades: true,
    compute: ({ bars }, { macd: macd2 }) => quotient(macd2(bars.close, 12, 26, 9).histogram, bars.close)
  },
  {
    name: "efficiency_24",
    family: "momentum",
    formula: "sum of ln(close / close before) / sum of its sizes over 24 bars; 0 where nothing moved",
    unit: "\u22121\u2026+1",
    window: 25,
    compute: ({ bars }, { logReturns: logReturns2 }) => efficiency(logReturns2(bars.close, 1), 24)
  },
  {
    name: "acceleration_12",
    family: "momentum",
    formula: "ln(close / close 12 bars before) \u2212 the same 12 bars before",
    unit: "log return",
    window: 25,
    compute: ({ bars }, { logReturns: logReturns2 }) => {
      const gone = logReturns2(bars.close, 12);
      return Float64Array.from(gone, (now, i) => now - gone[i - 12]);
    }
  },
  {
    name: "share_rising_24",
    family: "momentum",
    formula: "share of 24 bars that closed above the close before, one that closed at it counted half",
    unit: "0\u20261",
    window: 25,
    compute: ({ bars }, { logReturns: logReturns2 }) => sma(
      Float64Array.from(logReturns2(bars.close, 1), (step) => (1 + Math.sign(step)) / 2),
      24
    )
  }
];
var ofHundred = (column2) => Float64Array.from(column2, (points2) => points2 / 100);
function efficiency(steps5, period) {
  const path = rollingSum(
    Float64Array.from(steps5, (step) => Math.abs(step)),
    period
  );
  return rollingSum(steps5, period).map((gone, i) => path[i] === 0 ? 0 : gone / path[i]);
}

// lab/models/features/returns.ts
var returns = [1, 4, 12, 24, 72, 168].map((period) => ({
  name: `return_${period}`,
  family: "returns",
  formula: `ln(close / close ${period === 1 ? "of the bar" : `${period} bars`} before)`,
  unit: "log return",
  window: period + 1,
  compute: ({ bars }, { logReturns: logReturns2 }) => logReturns2(bars.close, period)
}));

// lab/models/features/settled.ts
var nothing = 1e-9;
var settled2 = (feature) => ({
  ...feature,
  compute: (view, indicators) => Float64Array.from(feature.compute(view, indicators), (value) => Math.abs(value) < nothing ? 0 : value)
});

// lab/regimes/bar-returns.ts
function barReturns({ openTime, interval, close }) {
  const out = new Float64Array(close.length).fill(Number.NaN);
  for (let i = 1; i < out.length; i++) {
    const intervals = (openTime[i] - openTime[i - 1]) / interval;
    const factor = close[i] / close[i - 1];
    if (factor > 0 && factor < Infinity) out[i] = Math.log(factor) / Math.sqrt(intervals);
  }
  return out;
}

// lab/regimes/trend.ts
var trendRegime = { bear: 0, sideways: 1, bull: 2 };
function trendStrength(bars, period) {
  requireBars("trendStrength: period", period, 2);
  const returns2 = barReturns(bars);
  const noise = rollingStd(returns2, period);
  return sma(returns2, period).map((mean3, i) => mean3 === 0 ? 0 : mean3 / noise[i] * Math.sqrt(period));
}
function trendRegimes(bars, period, least) {
  requireBars("trendRegimes: period", period, 2);
  if (!(least > 0 && least < Infinity)) throw new RangeError(`trendRegimes: least is ${least}, expected a number > 0`);
  return trendStrength(bars, period).map((strength) => {
    if (Number.isNaN(strength)) return Number.NaN;
    if (strength >= least) return trendRegime.bull;
    return strength <= -least ? trendRegime.bear : trendRegime.sideways;
  });
}

// lab/models/features/trend.ts
var trend = [
  closeToMean(24),
  closeToMean(168),
  {
    name: "sma_24_to_sma_72",
    family: "trend",
    formula: "mean of close over 24 bars / that over 72 bars \u2212 1",
    unit: "fraction",
    window: 72,
    compute: ({ bars }, { sma: sma2 }) => lead2(sma2(bars.close, 24), sma2(bars.close, 72))
  },
  {
    name: "ema_12_to_ema_26",
    family: "trend",
    formula: "EMA of close over 12 bars / that over 26 bars \u2212 1; each with \u03B1 = 2 / (bars + 1), from the mean of its first bars on",
    unit: "fraction",
    window: 300,
    first: 25,
    fades: true,
    compute: ({ bars }, { ema: ema2 }) => lead2(ema2(bars.close, 12), ema2(bars.close, 26))
  },
  {
    name: "slope_48",
    family: "trend",
    formula: "slope of the least-squares line through close over 48 bars / mean of close over 48 bars",
    unit: "fraction a bar",
    window: 48,
    compute: ({ bars }, { sma: sma2, wma: wma2 }) => {
      const mean3 = sma2(bars.close, 48);
      return lead2(wma2(bars.close, 48), mean3).map((ahead) => 6 * ahead / 47);
    }
  },
  {
    name: "trend_strength_72",
    family: "trend",
    formula: "mean of r / its standard error (t statistic) over 72 bars; 0 where nothing moved, unknown where r never varied",
    unit: "standard errors",
    window: 73,
    compute: drift
  }
];
function closeToMean(period) {
  return {
    name: `close_to_sma_${period}`,
    family: "trend",
    formula: `close / mean of close over ${period} bars \u2212 1`,
    unit: "fraction",
    window: period,
    compute: ({ bars }, { sma: sma2 }) => lead2(bars.close, sma2(bars.close, period))
  };
}
function drift({ bars }) {
  return trendStrength(bars, 72).map((strength) => Number.isFinite(strength) ? strength : Number.NaN);
}

// lab/models/features/own-returns.ts
var ownReturns = remembered(barReturns);

// lab/models/features/volatility.ts
var volatility = [
  deviation2(24),
  deviation2(168),
  {
    name: "volatility_24_to_168",
    family: "volatility",
    formula: "volatility_24 / volatility_168; unknown where nothing moved",
    unit: "ratio",
    window: 169,
    compute: (view, { rollingStd: rollingStd2 }) => quotient(rollingStd2(ownReturns(view.bars), 24), rollingStd2(ownReturns(view.bars), 168))
  },
  {
    name: "true_range_24",
    family: "volatility",
    formula: "mean over 24 bars of max(high, close before) \u2212 min(low, close before), all over close",
    unit: "fraction",
    window: 25,
    // The very first bar has a range without a close before it.
    first: 23,
    compute: ({ bars: { high, low, close } }, { trueRange: trueRange2, sma: sma2 }) => quotient(sma2(trueRange2(high, low, close), 24), close)
  },
  {
    name: "parkinson_24",
    family: "volatility",
    formula: "\u221A(mean of ln(high / low)\xB2 over 24 bars / (4 ln 2))",
    unit: "log return",
    window: 24,
    compute: ({ bars }) => parkinson(bars.high, bars.low, 24)
  },
  {
    name: "downside_share_72",
    family: "volatility",
    formula: "sum of r\xB2 over those of 72 bars that fell / that over all of them; 0.5 where nothing moved",
    unit: "0\u20261",
    window: 73,
    compute: (view) => downsideShare(ownReturns(view.bars), 72)
  }
];
function deviation2(period) {
  return {
    name: `volatility_${period}`,
    family: "volatility",
    formula: `standard deviation of r over ${period} bars (ddof 1)`,
    unit: "log return",
    window: period + 1,
    compute: (view, { rollingStd: rollingStd2 }) => rollingStd2(ownReturns(view.bars), period)
  };
}
function parkinson(high, low, period) {
  const squares = Float64Array.from(high, (top, i) => Math.log(top / low[i]) ** 2);
  return sma(squares, period).map((mean3) => Math.sqrt(mean3 / (4 * Math.LN2)));
}
function downsideShare(steps5, period) {
  const squares = Float64Array.from(steps5, (step) => step * step);
  const all = rollingSum(squares, period);
  const fallen = rollingSum(
    squares.map((square, i) => steps5[i] > 0 ? 0 : square),
    period
  );
  return fallen.map((part, i) => all[i] === 0 ? 0.5 : part / all[i]);
}

// lab/models/features/volume.ts
var volume = [
  {
    name: "volume_to_mean_24",
    family: "volume",
    formula: "volume / mean of volume over 24 bars; unknown where nothing was traded",
    unit: "ratio",
    window: 24,
    compute: ({ bars }, { sma: sma2 }) => quotient(bars.volume, sma2(bars.volume, 24))
  },
  {
    name: "volume_z_168",
    family: "volume",
    formula: "(volume \u2212 mean) / standard deviation (ddof 1) of volume over 168 bars; 0 where it never varied",
    unit: "standard deviations",
    window: 168,
    compute: ({ bars }, { sma: sma2, rollingStd: rollingStd2 }) => standardised(bars.volume, sma2(bars.volume, 168), rollingStd2(bars.volume, 168))
  },
  {
    name: "volume_24_to_168",
    family: "volume",
    formula: "mean of volume over 24 bars / that over 168 bars \u2212 1; unknown where nothing was traded",
    unit: "fraction",
    window: 168,
    compute: ({ bars }, { sma: sma2 }) => lead2(sma2(bars.volume, 24), sma2(bars.volume, 168))
  },
  {
    name: "volume_return_correlation_72",
    family: "volume",
    formula: "Pearson's correlation of r and volume over 72 bars; unknown where either never varied",
    unit: "\u22121\u2026+1",
    window: 73,
    compute: (view, { rollingCorrelation: rollingCorrelation2 }) => rollingCorrelation2(ownReturns(view.bars), view.bars.volume, 72)
  },
  {
    name: "close_to_vwap_24",
    family: "volume",
    formula: "close / mean of (high + low + close) / 3 weighted by volume over 24 bars \u2212 1; unknown where nothing was traded",
    unit: "fraction",
    window: 24,
    compute: ({ bars: { high, low, close, volume: volume2 } }, { vwap: vwap2 }) => lead2(close, vwap2(high, low, close, volume2, 24))
  }
];
var standardised = (x, mean3, deviation5) => Float64Array.from(x, (value, i) => deviation5[i] === 0 ? 0 : (value - mean3[i]) / deviation5[i]);

// lab/models/features/index.ts
var features = [
  ...returns,
  ...trend,
  ...momentum,
  ...volatility,
  ...volume,
  ...band,
  ...calendar,
  ...crossSection
].map(settled2);
var byName = new Map(features.map((feature) => [feature.name, feature]));
var featureNamed = (name3) => byName.get(name3);
var longestWindow = Math.max(...features.map(({ window }) => window));

// lab/models/features/alike.ts
function alike(name3) {
  const [word2] = name3.split("_");
  const names = features.map((feature) => feature.name);
  const near = names.filter((known4) => known4.split("_")[0] === word2);
  return (near.length > 0 ? near : names).join(", ");
}

// lab/models/features/matrix.ts
function featureMatrix(names, view, indicators) {
  return names.map((name3) => {
    const feature = featureNamed(name3);
    if (!feature) throw new RangeError(`featureMatrix: no feature is called "${name3}", expected one of ${alike(name3)}`);
    return feature.compute(view, indicators);
  });
}

// lab/models/xgboost/margins.ts
var blockRows = 64;
function margins(model, columns2) {
  const rows = requireColumns(model, columns2);
  const { forest, baseMargins: baseMargins2, featureCount } = model;
  const out = Array.from(baseMargins2, () => new Float64Array(rows));
  const block = new Float32Array(Math.min(rows, blockRows) * featureCount);
  const sums2 = out.map(() => new Float32Array(blockRows));
  for (let start = 0; start < rows; start += blockRows) {
    const count = Math.min(blockRows, rows - start);
    for (let f = 0; f < featureCount; f++) {
      const column2 = columns2[f];
      for (let row = 0; row < count; row++) block[row * featureCount + f] = column2[start + row];
    }
    for (const [output, sum] of sums2.entries()) sum.fill(baseMargins2[output]);
    for (let t = 0; t < forest.roots.length; t++) {
      addTree(forest, forest.roots[t], block, featureCount, count, sums2[forest.outputs[t]]);
    }
    for (const [output, sum] of sums2.entries()) out[output].set(sum.subarray(0, count), start);
  }
  return out;
}
function requireColumns({ featureCount }, columns2) {
  if (columns2.length !== featureCount)
    throw new RangeError(`XGBoost model: expected ${featureCount} columns, one a feature, found ${columns2.length}`);
  const rows = columns2[0].length;
  const odd = columns2.findIndex((column2) => column2.length !== rows);
  if (odd >= 0)
    throw new RangeError(
      `XGBoost model: column ${odd}: expected ${rows} rows like column 0, found ${columns2[odd].length}`
    );
  return rows;
}
function addTree(forest, root2, block, width, rows, sums2) {
  const { left, feature, value, missing } = forest;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    let node = root2;
    for (let child = left[node]; child !== 0; child = left[node]) {
      const f = feature[node];
      if (f >= 0) {
        const x = block[from + f];
        node = child + (Number(x >= value[node]) | Number(Number.isNaN(x)) & missing[node]);
      } else {
        const code = block[from + ~f];
        node = child + (Number.isNaN(code) ? missing[node] : goesRight(forest, node, code));
      }
    }
    sums2[row] += value[node];
  }
}
function goesRight({ categories, categoryStart }, node, code) {
  if (code < 0) return 0;
  const wanted = Math.trunc(code);
  let from = categoryStart[node];
  let to = categoryStart[node + 1];
  while (from < to) {
    const middle = from + to >>> 1;
    if (categories[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from < categoryStart[node + 1] && categories[from] === wanted ? 1 : 0;
}

// lab/models/xgboost/objective.ts
var objectives = {
  "binary:logistic": { base: "logit", answer: "sigmoid" },
  // Its base score is a margin already, although that of `binary:logistic` is a probability.
  "binary:logitraw": { base: "as it is", answer: "as it is" },
  "reg:squarederror": { base: "as it is", answer: "as it is" },
  "reg:squaredlogerror": { base: "as it is", answer: "as it is" },
  "reg:absoluteerror": { base: "as it is", answer: "as it is" },
  "reg:pseudohubererror": { base: "as it is", answer: "as it is" },
  "reg:quantileerror": { base: "as it is", answer: "as it is" },
  "reg:logistic": { base: "logit", answer: "sigmoid" },
  "count:poisson": { base: "log", answer: "exp" },
  "reg:gamma": { base: "log", answer: "exp" },
  "reg:tweedie": { base: "log", answer: "exp" },
  "multi:softprob": { base: "as it is", answer: "softmax" },
  "multi:softmax": { base: "as it is", answer: "argmax" }
};
var isObjective = (name3) => Object.hasOwn(objectives, name3);
var isMultiClass = (objective) => objective.startsWith("multi:");

// lab/models/xgboost/refusal.ts
var Refusal = class extends Error {
};
function refuse(where, expected, found2) {
  throw new Refusal(`${where}: expected ${expected}, found ${shown(found2)}`);
}
function shown(found2) {
  if (typeof found2 === "string") return JSON.stringify(found2.length > 60 ? `${found2.slice(0, 60)}\u2026` : found2);
  if (Array.isArray(found2)) return "a list";
  if (ArrayBuffer.isView(found2)) return "a list of numbers";
  return typeof found2 === "object" && found2 !== null ? "an object" : String(found2);
}

// lab/models/xgboost/base-margins.ts
var decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
function baseMargins({ objective, baseScore, outputs }) {
  const list2 = /^\[(.*)\]$/s.exec(baseScore)?.[1];
  const texts2 = list2 === void 0 ? [baseScore] : list2.split(",");
  if (texts2.length !== 1 && texts2.length !== outputs)
    refuse("base_score", `one number, or one of each of ${outputs} outputs`, baseScore);
  const margins2 = texts2.map((text) => {
    if (!decimal.test(text.trim())) refuse("base_score", "a decimal number", text);
    const margin3 = linked(Math.fround(Number(text)), objectives[objective].base);
    if (!Number.isFinite(margin3)) refuse("base_score", `a number that ${objective} has a margin for`, text);
    return margin3;
  });
  return Float32Array.from({ length: outputs }, (_, output) => margins2[texts2.length === 1 ? 0 : output]);
}
function linked(score, base) {
  if (base === "logit") return -Math.fround(Math.log(Math.fround(Math.fround(1 / score) - 1)));
  return base === "log" ? Math.fround(Math.log(score)) : score;
}

// lab/models/xgboost/planting.ts
function emptyPlanting({ trees, featureCount }) {
  const nodes = trees.reduce((sum, tree) => sum + tree.left_children.length, 0);
  return {
    featureCount,
    nodes: 0,
    chosen: 0,
    roots: new Int32Array(trees.length),
    outputs: new Int32Array(trees.length),
    left: new Int32Array(nodes),
    feature: new Int32Array(nodes),
    value: new Float32Array(nodes),
    missing: new Uint8Array(nodes),
    categories: new Int32Array(trees.reduce((sum, tree) => sum + tree.categories.length, 0)),
    categoryStart: new Int32Array(nodes + 1)
  };
}
var grown = (planting) => ({
  roots: planting.roots,
  outputs: planting.outputs,
  left: planting.left.slice(0, planting.nodes),
  feature: planting.feature.slice(0, planting.nodes),
  value: planting.value.slice(0, planting.nodes),
  missing: planting.missing.slice(0, planting.nodes),
  categories: planting.categories.slice(0, planting.chosen),
  categoryStart: planting.categoryStart.slice(0, planting.nodes + 1)
});

// lab/models/xgboost/category-sets.ts
var categoryLimit = 2 ** 24;
function categorySets(where, tree) {
  const { categories, categories_nodes: nodes, categories_segments: starts, categories_sizes: sizes } = tree;
  if (starts.length !== nodes.length || sizes.length !== nodes.length)
    refuse(`${where}: categories`, `${nodes.length} segments and sizes`, `${starts.length} and ${sizes.length}`);
  const codes = Int32Array.from(categories);
  const odd = codes.findIndex((code, i) => code !== categories[i] || code < 0 || code >= categoryLimit);
  if (odd >= 0) refuse(`${where}: categories`, `codes from 0 to ${categoryLimit - 1}`, categories[odd]);
  const sets = /* @__PURE__ */ new Map();
  let from = 0;
  for (let k = 0; k < nodes.length; k++) {
    const place3 = `${where}, node ${nodes[k]}: categories`;
    if (!(Number.isInteger(nodes[k]) && nodes[k] >= 0 && nodes[k] < tree.left_children.length))
      refuse(`${where}: categories_nodes`, `a node from 0 to ${tree.left_children.length - 1}`, nodes[k]);
    if (sets.has(nodes[k])) refuse(place3, "one segment", "two");
    if (starts[k] !== from) refuse(place3, `a segment from ${from}, where the one before ends`, starts[k]);
    const left = codes.length - from;
    if (!(Number.isInteger(sizes[k]) && sizes[k] >= 1 && sizes[k] <= left))
      refuse(place3, `from 1 to the ${left} that are left`, sizes[k]);
    sets.set(nodes[k], codes.slice(from, from += sizes[k]).sort());
  }
  if (from !== codes.length) refuse(`${where}: categories`, `${from}, all of them in segments`, codes.length);
  return sets;
}

// lab/models/xgboost/tree.ts
function plantTree(where, tree, planting) {
  requireShape(where, tree, planting.featureCount);
  const setOf = categorySets(where, tree);
  const first = planting.nodes;
  const order = breadthFirst(where, tree);
  let child = first + 1;
  let largest = 0;
  for (const [position, node] of order.entries()) {
    const at = first + position;
    const place3 = `${where}, node ${node}`;
    planting.nodes = at + 1;
    const value = Math.fround(tree.split_conditions[node]);
    if (tree.left_children[node] === -1) {
      if (!Number.isFinite(value)) refuse(`${place3}: leaf`, "a finite number", value);
      planting.value[at] = value;
      largest = Math.max(largest, Math.abs(value));
    } else {
      planting.left[at] = child;
      child += 2;
      plantSplit(place3, tree, node, planting, setOf.get(node));
    }
    planting.categoryStart[at + 1] = planting.chosen;
  }
  return largest;
}
function plantSplit(place3, tree, node, planting, set) {
  const at = planting.nodes - 1;
  const feature = tree.split_indices[node];
  if (!(Number.isInteger(feature) && feature >= 0 && feature < planting.featureCount))
    refuse(`${place3}: split_indices`, `a feature from 0 to ${planting.featureCount - 1}`, feature);
  planting.missing[at] = flag(`${place3}: default_left`, tree.default_left[node]) ? 0 : 1;
  const byCategory = flag(`${place3}: split_type`, tree.split_type?.[node] ?? 0);
  if (byCategory !== (set !== void 0))
    refuse(
      `${place3}: categories`,
      byCategory ? "those that go right" : "none of a split by number",
      set ? "some" : "none"
    );
  planting.feature[at] = set ? ~feature : feature;
  if (set) {
    planting.categories.set(set, planting.chosen);
    planting.chosen += set.length;
    return;
  }
  const threshold3 = Math.fround(tree.split_conditions[node]);
  if (!Number.isFinite(threshold3)) refuse(`${place3}: split_conditions`, "a finite number", threshold3);
  planting.value[at] = threshold3;
}
function flag(where, value) {
  if (value !== 0 && value !== 1) refuse(where, "0 or 1", value);
  return value === 1;
}
function requireShape(where, tree, featureCount) {
  const { num_nodes: nodes, num_feature: features2 } = tree.tree_param;
  if (features2 !== featureCount) refuse(`${where}: num_feature`, `${featureCount} like the model`, features2);
  if (nodes === 0) refuse(`${where}: num_nodes`, "at least a root", nodes);
  for (const list2 of perNode) {
    const found2 = tree[list2]?.length;
    if (found2 !== void 0 && found2 !== nodes) refuse(`${where}: ${list2}`, `${nodes} values, one a node`, found2);
  }
}
var perNode = [
  ...["left_children", "right_children", "split_indices", "split_conditions", "default_left", "split_type"],
  ...["parents", "base_weights", "loss_changes", "sum_hessian"]
];
function breadthFirst(where, tree) {
  const count = tree.left_children.length;
  const order = new Int32Array(count);
  const reached = new Uint8Array(count).fill(1, 0, 1);
  let length = 1;
  for (let k = 0; k < length; k++) {
    const node = order[k];
    if (tree.left_children[node] === -1) {
      const right = tree.right_children[node];
      if (right !== -1) refuse(`${where}, node ${node}: right_children`, "-1 as on its left", right);
      continue;
    }
    for (const side2 of ["left_children", "right_children"]) {
      const child = tree[side2][node];
      const place3 = `${where}, node ${node}: ${side2}`;
      if (!(Number.isInteger(child) && child >= 0 && child < count))
        refuse(place3, `a node from 1 to ${count - 1}, or -1 in a leaf`, child);
      if (reached[child]) refuse(place3, "a node that nothing else leads to", child);
      reached[child] = 1;
      order[length++] = child;
    }
  }
  return order.subarray(0, length);
}

// lab/models/xgboost/forest.ts
var maxFloat32 = (2 - 2 ** -23) * 2 ** 127;
function plantForest(file, baseMargins2) {
  const planting = emptyPlanting(file);
  const furthest = Float64Array.from(baseMargins2, Math.abs);
  for (const [t, tree] of file.trees.entries()) {
    const output = file.treeOutputs[t];
    if (!(Number.isInteger(output) && output >= 0 && output < file.outputs))
      refuse(`tree_info ${t}`, `an output from 0 to ${file.outputs - 1}`, output);
    planting.roots[t] = planting.nodes;
    planting.outputs[t] = output;
    furthest[output] += plantTree(`tree ${t}`, tree, planting);
  }
  const beyond = furthest.find((margin3) => margin3 > maxFloat32);
  if (beyond !== void 0) refuse("leaves", "sums within float32", beyond);
  return grown(planting);
}

// lab/models/xgboost/json.ts
var maxBrackets = 2 ** 20;
function readJson(content) {
  requireFewBrackets(content);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    return JSON.parse(/NaN|Infinity/.test(text) ? text.replace(textOrNotFinite, quoted) : text);
  } catch (error) {
    throw new Refusal(`expected XGBoost's JSON or UBJ, which JSON is not: ${error.message}`);
  }
}
var textOrNotFinite = /"[^"\\]*(?:\\.[^"\\]*)*"?|NaN|-?Infinity/gs;
var quoted = (found2) => found2.startsWith('"') ? found2 : `"${found2}"`;
function requireFewBrackets(content) {
  const [square, curly] = ["[", "{"].map((bracket) => bracket.charCodeAt(0));
  let found2 = 0;
  for (const byte of content) if (byte === square || byte === curly) found2++;
  if (found2 > maxBrackets) throw new Refusal(`expected at most ${maxBrackets} lists and objects, found ${found2}`);
}

// lab/models/xgboost/model-file.ts
import { z as z5 } from "zod";

// lab/models/xgboost/tree-file.ts
import { z as z4 } from "zod";
var whole2 = z4.string().regex(/^\d{1,9}$/, "a whole number as text").transform(Number);
var numbers = z4.custom(
  (list2) => Array.isArray(list2) ? list2.every(isNumber) : ArrayBuffer.isView(list2),
  "a list of numbers"
).transform(
  (list2) => Array.isArray(list2) ? Float64Array.from(list2, Number) : list2
);
var isNumber = (value) => typeof value === "number" || typeof value === "boolean" || typeof value === "string" && /^NaN$|^-?Infinity$/.test(value);
var treeFile = z4.object({
  tree_param: z4.object({ num_nodes: whole2, num_feature: whole2, size_leaf_vector: whole2.default(1) }),
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: numbers,
  default_left: numbers,
  // Written since there are splits by category.
  split_type: numbers.optional(),
  categories: numbers.default(new Float64Array(0)),
  categories_nodes: numbers.default(new Float64Array(0)),
  categories_segments: numbers.default(new Float64Array(0)),
  categories_sizes: numbers.default(new Float64Array(0)),
  // What training knew of the nodes. Nothing here reads it, but a file whose lists do not agree is a broken one.
  parents: numbers.optional(),
  base_weights: numbers.optional(),
  loss_changes: numbers.optional(),
  sum_hessian: numbers.optional()
});

// lab/models/xgboost/model-file.ts
var kind = z5.object({
  version: numbers,
  learner: z5.object({
    objective: z5.object({ name: z5.string() }),
    gradient_booster: z5.object({ name: z5.string() }),
    learner_model_param: z5.object({ num_target: whole2.default(1) })
  })
});
var list = z5.custom(Array.isArray, "a list");
var texts = z5.custom(
  (value) => Array.isArray(value) && value.every((text) => typeof text === "string"),
  "a list of texts"
);
var body = z5.object({
  learner: z5.object({
    feature_names: texts.default([]),
    learner_model_param: z5.object({ base_score: z5.string(), num_class: whole2, num_feature: whole2 }),
    gradient_booster: z5.object({
      model: z5.object({
        gbtree_model_param: z5.object({ num_trees: whole2 }),
        tree_info: numbers,
        trees: list
      })
    })
  })
});
function readModelFile(document) {
  const { version, learner } = checked(kind, document);
  if (!(version[0] >= 1 && version[0] < 4)) refuse("version", "a file of XGBoost 1 to 3", Array.from(version).join("."));
  if (learner.gradient_booster.name !== "gbtree") refuse("booster", '"gbtree"', learner.gradient_booster.name);
  const objective = learner.objective.name;
  if (!isObjective(objective)) refuse("objective", `one of ${Object.keys(objectives).join(", ")}`, objective);
  const targets = learner.learner_model_param.num_target;
  if (targets > 1) refuse("num_target", "one target: models of several are not read", targets);
  return consistent(objective, checked(body, document).learner);
}
function consistent(objective, learner) {
  const { base_score: baseScore, num_class: classes, num_feature: featureCount } = learner.learner_model_param;
  const { tree_info: treeOutputs, gbtree_model_param } = learner.gradient_booster.model;
  const trees = learner.gradient_booster.model.trees.map((tree, t) => checked(treeFile, tree, `tree ${t}: `));
  const featureNames = learner.feature_names;
  if (featureCount === 0) refuse("num_feature", "1 or more", featureCount);
  if (featureNames.length !== 0 && featureNames.length !== featureCount)
    refuse("feature_names", `none or ${featureCount} names`, featureNames.length);
  if (trees.length === 0) refuse("trees", "at least one tree", 0);
  if (trees.length !== gbtree_model_param.num_trees)
    refuse("trees", `as many as num_trees says, ${gbtree_model_param.num_trees}`, trees.length);
  if (treeOutputs.length !== trees.length) refuse("tree_info", `${trees.length} values, one a tree`, treeOutputs.length);
  const vector = trees.findIndex((tree) => tree.tree_param.size_leaf_vector > 1);
  if (vector >= 0)
    refuse(
      `tree ${vector}: size_leaf_vector`,
      "one number a leaf: vectors as leaves are not read",
      trees[vector].tree_param.size_leaf_vector
    );
  const multiClass = isMultiClass(objective);
  if (multiClass ? classes < 2 || classes > trees.length : classes > 1)
    refuse(
      "num_class",
      multiClass ? `from 2 classes to one a tree, ${trees.length}` : `0 or 1 for ${objective}`,
      classes
    );
  return { objective, featureCount, featureNames, baseScore, outputs: multiClass ? classes : 1, trees, treeOutputs };
}
function checked(schema, document, where = "") {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const found2 = issue.path.reduce((value, key) => value?.[key], document);
  return refuse(
    `${where}${issue.path.join(".") || "document"}`,
    issue.code === "invalid_type" ? issue.expected : issue.message,
    found2
  );
}

// lab/models/xgboost/ubj-cursor.ts
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function take(cursor) {
  return String.fromCharCode(cursor.content[claim(cursor, 1)]);
}
function claim(cursor, bytes) {
  const { at, content } = cursor;
  const left = content.length - at;
  if (bytes > left) throw new Refusal(`byte ${at}: expected ${bytes} more bytes, found ${left}: the file is cut short`);
  cursor.at += bytes;
  return at;
}
var numbers2 = {
  i: { bytes: 1, read: (view, at) => view.getInt8(at) },
  U: { bytes: 1, read: (view, at) => view.getUint8(at) },
  I: { bytes: 2, read: (view, at) => view.getInt16(at) },
  l: { bytes: 4, read: (view, at) => view.getInt32(at) },
  // Beyond 2⁵³ a number loses its last digits, and is too large for everything that it could count anyway.
  L: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at)) },
  d: { bytes: 4, read: (view, at) => view.getFloat32(at) },
  D: { bytes: 8, read: (view, at) => view.getFloat64(at) }
};
function numberMarker(cursor, marker) {
  if (Object.hasOwn(numbers2, marker)) return marker;
  throw new Refusal(`byte ${cursor.at - 1}: expected a marker of UBJ, found ${JSON.stringify(marker)}`);
}
function readNumber(cursor, marker) {
  const { bytes, read: read3 } = numbers2[numberMarker(cursor, marker)];
  return read3(cursor.view, claim(cursor, bytes));
}
function readLength(cursor, marker = take(cursor)) {
  const from = cursor.at;
  const length = readNumber(cursor, marker);
  const left = cursor.content.length - cursor.at;
  if (Number.isInteger(length) && length >= 0 && length <= left) return length;
  throw new Refusal(`byte ${from}: expected a length from 0 to the ${left} bytes that are left, found ${length}`);
}
function readText(cursor, length) {
  const from = claim(cursor, length);
  try {
    return utf8.decode(cursor.content.subarray(from, cursor.at));
  } catch {
    throw new Refusal(`byte ${from}: expected text in UTF-8, found other bytes`);
  }
}

// lab/models/xgboost/ubj-array.ts
function readTypedArray(cursor) {
  const marker = numberMarker(cursor, take(cursor));
  const hash = take(cursor);
  if (hash !== "#") throw new Refusal(`byte ${cursor.at - 1}: expected "#" and a count, found ${JSON.stringify(hash)}`);
  const count = readLength(cursor);
  const { bytes, read: read3 } = numbers2[marker];
  const from = claim(cursor, count * bytes);
  const out = roomFor(marker, count);
  for (let k = 0; k < count; k++) out[k] = read3(cursor.view, from + k * bytes);
  return out;
}
function roomFor(marker, count) {
  if (marker === "d") return new Float32Array(count);
  if (marker === "U") return new Uint8Array(count);
  return marker === "L" || marker === "D" ? new Float64Array(count) : new Int32Array(count);
}

// lab/models/xgboost/ubj.ts
var maxDepth = 32;
var maxValues = 2 ** 20;
var isUbj = (content) => content[0] === "{".charCodeAt(0) && "iUIlL".includes(String.fromCharCode(content[1] ?? 0));
function readUbj(content) {
  const cursor = { content, view: new DataView(content.buffer, content.byteOffset, content.length), at: 0 };
  const budget = { values: maxValues };
  const value = readValue(cursor, take(cursor), budget, 0);
  if (cursor.at !== content.length) throw new Refusal(`byte ${cursor.at}: expected the end, found more`);
  return value;
}
function readValue(cursor, marker, budget, depth) {
  if (depth > maxDepth) throw new Refusal(`byte ${cursor.at}: expected at most ${maxDepth} levels, found more`);
  if (--budget.values < 0) throw new Refusal(`byte ${cursor.at}: expected at most ${maxValues} values, found more`);
  switch (marker) {
    case "{":
      return readObject(cursor, budget, depth);
    case "[":
      return readList(cursor, budget, depth);
    case "S":
      return readText(cursor, readLength(cursor));
    case "T":
      return true;
    case "F":
      return false;
    case "Z":
      return null;
    default:
      return readNumber(cursor, marker);
  }
}
function readObject(cursor, budget, depth) {
  const entries = [];
  for (let marker = take(cursor); marker !== "}"; marker = take(cursor)) {
    const key = readText(cursor, readLength(cursor, marker));
    entries.push([key, readValue(cursor, take(cursor), budget, depth + 1)]);
  }
  return Object.fromEntries(entries);
}
function readList(cursor, budget, depth) {
  const list2 = [];
  const first = take(cursor);
  if (first === "$") return readTypedArray(cursor);
  if (first === "#") {
    const count = readLength(cursor);
    while (list2.length < count) list2.push(readValue(cursor, take(cursor), budget, depth + 1));
  } else {
    for (let marker = first; marker !== "]"; marker = take(cursor)) {
      list2.push(readValue(cursor, marker, budget, depth + 1));
    }
  }
  return list2;
}

// lab/models/xgboost/read-xgboost.ts
var maxBytes = 64 * 2 ** 20;
function readXgboost(content, name3 = "XGBoost model") {
  try {
    return ok(read(content));
  } catch (error) {
    if (error instanceof Refusal) return fail(`${name3}: ${error.message}`);
    throw error;
  }
}
function read(content) {
  if (content.length > maxBytes) refuse("size", `at most ${maxBytes} bytes`, content.length);
  const file = readModelFile(isUbj(content) ? readUbj(content) : readJson(content));
  const margins2 = baseMargins(file);
  return {
    objective: file.objective,
    featureCount: file.featureCount,
    featureNames: file.featureNames,
    classes: isMultiClass(file.objective) ? file.outputs : file.objective.startsWith("binary:") ? 2 : 0,
    trees: file.trees.length,
    baseMargins: margins2,
    forest: plantForest(file, margins2)
  };
}

// lab/seeds/xgboost.ts
var xgboost = seed({
  name: "xgboost",
  idea: "Hold what a gradient-boosted model, trained elsewhere on the named features, expects.",
  requires: "model",
  looksAround: true,
  learner: { read: read2, lacks },
  genes: {
    /** What an answer has to exceed, see above. */
    conviction: real(0, 0.45, "probability, or standard deviations of a regression"),
    /** Bars. */
    hold: int(1, 96)
  },
  warmup: ({ hold }) => longestWindow + hold,
  exposure(bars, { conviction, hold }, _, given2) {
    const model = given2?.fitted;
    if (!model) throw new RangeError("xgboost: found no model, expected what was read from the file of one");
    const answers = answersOf(model)(bars)(given2?.market ?? alone(bars));
    const say = wordsOf(model, conviction);
    const { trainedTo = Number.NEGATIVE_INFINITY } = given2 ?? {};
    return latest(
      rowByRow(bars.openTime, (time, i) => time < trainedTo ? Number.NaN : say(answers.map((answer) => answer[i]))),
      hold
    );
  }
});
var answersOf = remembered(
  (model) => remembered(
    (bars) => remembered((market2) => margins(model, featureMatrix(model.featureNames, { bars, market: market2 }, plain)))
  )
);
var alone = remembered((bars) => [bars]);
function read2(content) {
  const found2 = readXgboost(content);
  if (!found2.ok) return found2;
  const { featureNames, objective, classes, forest } = found2.value;
  const refuse2 = (what, expected) => fail(`XGBoost model: ${what}, expected ${expected}`);
  if (featureNames.length === 0) return refuse2("its columns have no names", "each to bear that of a feature");
  for (const name3 of featureNames) {
    if (!featureNamed(name3)) return refuse2(`no feature is called "${name3}"`, `one of ${alike(name3)}`);
  }
  if (forest.feature.some((f) => f < 0))
    return refuse2("it splits by category", "splits by number: no feature has categories");
  if (classes > 3)
    return refuse2(`it tells ${classes} classes apart`, "two, fall and rise, or three: fall, nothing, rise");
  if (objectives[objective].base === "log") {
    return refuse2(`${objective} answers how much, never which way`, "an objective whose answer has two sides");
  }
  return found2;
}
function lacks(fitted, universe2) {
  const { featureNames } = fitted;
  const compared2 = featureNames.find((name3) => featureNamed(name3)?.needsMarket);
  if (compared2 === void 0 || universe2.length > 1) return void 0;
  return `compares a symbol with the others of its universe (${compared2}), and there are none: name at least two symbols`;
}
function wordsOf(model, conviction) {
  const side2 = (lead3) => Math.abs(lead3) > conviction ? Math.sign(lead3) : Number.NaN;
  if (model.classes === 3) return (margins2) => likeliest(margins2, conviction);
  if (model.baseMargins.length === 2) return ([fall, rise]) => side2(sigmoid(rise - fall) - 0.5);
  const isProbability = model.classes === 2 || objectives[model.objective].answer === "sigmoid";
  return ([margin3]) => side2(isProbability ? sigmoid(margin3) - 0.5 : margin3);
}
var sigmoid = (margin3) => 1 / (1 + Math.exp(-margin3));
function likeliest(margins2, conviction) {
  const top = Math.max(...margins2);
  const weights = margins2.map((margin3) => Math.exp(margin3 - top));
  const winner3 = margins2.indexOf(top);
  const second2 = Math.max(...weights.filter((_, k) => k !== winner3));
  const lead3 = (1 - second2) / (weights[0] + weights[1] + weights[2]);
  return lead3 > conviction ? winner3 - 1 : Number.NaN;
}

// lab/seeds/index.ts
var seeds = Object.values(members_exports).sort((a, b) => a.name < b.name ? -1 : 1);
var byName2 = new Map(seeds.map((seed4) => [seed4.name, seed4]));
var seedNamed = (name3) => byName2.get(name3);

// lab/strategy/require-columns.ts
function requireColumns2({ seeds: seeds2 }, bars) {
  for (const seed4 of seeds2) {
    const lacking = lackedBy(seed4, bars);
    if (lacking === void 0) continue;
    throw new RangeError(
      `${seed4.name} needs ${lacking}, which is unknown throughout the bars of ${bars.symbol}: fetch or import it, or trade another seed`
    );
  }
}
function lackedBy({ name: name3, formula: formula2 }, bars) {
  const needed = [...seedNamed(name3)?.needs ?? [], ...formula2 ? columnsOf(formula2) : []];
  return needed.find((column2) => !isKnown(bars[column2]));
}

// lab/backtest/sharpe.ts
var daysPerYear = 365;
function mean2(x) {
  if (x.length === 0) return void 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}
function deviation3(x) {
  const middle = mean2(x);
  if (middle === void 0 || x.length < 2) return void 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i] - middle) ** 2;
  return Math.sqrt(squares / (x.length - 1));
}
function sharpe(returns2) {
  const spread = deviation3(returns2);
  const middle = mean2(returns2);
  return spread !== void 0 && middle !== void 0 && spread > 1e-12 * Math.abs(middle) ? middle / spread : void 0;
}
function sortino(returns2) {
  const middle = mean2(returns2);
  let squares = 0;
  for (let i = 0; i < returns2.length; i++) if (returns2[i] < 0) squares += returns2[i] ** 2;
  return middle !== void 0 && squares > 0 ? middle / Math.sqrt(squares / returns2.length) : void 0;
}
var annualised = (perPeriod, periodsPerYear) => perPeriod * Math.sqrt(periodsPerYear);

// lab/backtest/metrics.ts
function metricsOf(sums2) {
  const { cash, last, days, returns: returns2, maxDrawdown: maxDrawdown2, trades, meanEquity, tradedUsd } = sums2;
  const yearly = (perDay) => perDay === void 0 ? void 0 : annualised(perDay, daysPerYear);
  const annualReturn = days >= 30 && last > 0 ? (last / cash) ** (daysPerYear / days) - 1 : void 0;
  const { count } = trades;
  return existing({
    days,
    totalReturn: last / cash - 1,
    annualReturn,
    volatilityAnnual: yearly(deviation3(returns2)),
    sharpeAnnual: yearly(sharpe(returns2)),
    sortinoAnnual: yearly(sortino(returns2)),
    calmar: annualReturn !== void 0 && maxDrawdown2 > 0 ? annualReturn / maxDrawdown2 : void 0,
    maxDrawdown: maxDrawdown2,
    longestUnderWaterDays: sums2.longestUnderWaterDays,
    trades: count,
    winRate: count > 0 ? trades.wins / count : void 0,
    profitFactor: trades.losses > 0 ? trades.gainedUsd / -trades.lostUsd : void 0,
    expectancyUsd: count > 0 ? trades.netUsd / count : void 0,
    meanHoldingHours: count > 0 ? trades.held / count / hour : void 0,
    longestWinningStreak: trades.longestWinningStreak,
    longestLosingStreak: trades.longestLosingStreak,
    timeInMarket: sums2.timeInMarket,
    meanGross: sums2.meanGross,
    turnoverAnnual: meanEquity && meanEquity > 0 && days > 0 ? tradedUsd / meanEquity * (daysPerYear / days) : void 0,
    feesUsd: sums2.feesUsd,
    slippageUsd: sums2.slippageUsd,
    fundingUsd: sums2.fundingUsd,
    assumedFundingUsd: sums2.assumedFundingUsd,
    liquidations: sums2.liquidations
  });
}
function existing(record) {
  const found2 = {};
  for (const [name3, value] of Object.entries(record)) if (value !== void 0) found2[name3] = value;
  return found2;
}

// lab/backtest/fast/arena.ts
var alignment = 64;
function arena(memory, from, to) {
  let next = aligned(from);
  const bytes = (count) => {
    const at = next;
    if (at + count > to) throw new RangeError(`the kernel's memory holds ${to - at} bytes more, expected ${count}`);
    next = aligned(at + count);
    return at;
  };
  return {
    left: () => to - next,
    bytes,
    numbers(values) {
      const at = bytes(8 * values.length);
      new Float64Array(memory.buffer, at, values.length).set(values);
      return at;
    },
    wholes(values) {
      const at = bytes(4 * values.length);
      new Int32Array(memory.buffer, at, values.length).set(values);
      return at;
    },
    takeBack() {
      next = aligned(from);
    }
  };
}
var aligned = (at) => Math.ceil(at / alignment) * alignment;

// lab/backtest/fast/facts.ts
var factNames = [
  "lastEquity",
  "equitySum",
  "grossSum",
  "heldSlots",
  "deepest",
  "longestUnderWater",
  "dailySum",
  "dailyCount",
  "trades",
  "wins",
  "losses",
  "gained",
  "lost",
  "net",
  "holdingTime",
  "winningStreak",
  "losingStreak",
  "traded",
  "fees",
  "slippage",
  "funding",
  "assumedFunding"
];
var factAt = Object.fromEntries(factNames.map((name3, i) => [name3, i]));
var factBytes = 8 * 32;

// lab/backtest/fast/kernel.ts
var pageBytes = 65536;
function startKernel(module, bytes) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const abort = () => {
    throw new Error("the kernel broke a rule of its own");
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  return { memory, call: exports };
}

// lab/enhancers/members.ts
var members_exports2 = {};
__export(members_exports2, {
  confirmation: () => confirmation,
  correlation: () => correlation,
  regime: () => regime,
  threshold: () => threshold,
  trend: () => trend2,
  volatility: () => volatility2
});

// lab/enhancers/contradicted.ts
function contradicted(opinion2, sides, factor) {
  requireEqualLengths("contradicted", { sides, opinion: opinion2 });
  return rowByRow(opinion2, (x, i) => Number.isNaN(sides[i]) || x * sides[i] < 0 ? x * factor + 0 : x);
}

// lab/enhancers/enhancer.ts
var enhancer = (e) => e;

// lab/enhancers/longer-sides.ts
function longerSides({ openTime, interval, close }, factor, period) {
  const length = factor * interval;
  const last = [];
  let side2 = Number.NaN;
  return rowByRow(openTime, (open, i) => {
    const now = open + interval;
    const end = floorTo(now, length);
    if (now === end && openTime[i - factor + 1] === end - length) {
      last.push({ end, close: close[i] });
      if (last.length > period) last.shift();
      side2 = Math.sign(last.reduce((sum, longer) => sum + (close[i] - longer.close), 0));
    }
    const oldest = end - (period - 1) * length;
    return last.length === period && last[0].end === oldest && last[period - 1].end === end ? side2 : Number.NaN;
  });
}

// lab/enhancers/confirmation.ts
var confirmation = enhancer({
  name: "confirmation",
  idea: "Doubt an opinion that the closed bars of a longer interval contradict.",
  genes: {
    /** Bars of which one longer bar is made, aligned to the epoch: 4 hours end at 0, 4, 8 … o’clock UTC. */
    factor: int(2, 24),
    /** Longer bars over whose mean close the market is up, under whose it is down. */
    period: int(2, 50, "longer bars"),
    /** What opinions against that are multiplied by. */
    against: real(0, 1, "times the opinion")
  },
  off: { factor: 4, period: 10, against: 1 },
  looksAround: false,
  // One longer bar more, since the newest may have closed nearly that long ago.
  warmup: ({ factor, period, against }) => against === 1 ? 0 : factor * (period + 1),
  enhance(opinion2, { bars }, { factor, period, against }) {
    return against === 1 ? opinion2 : contradicted(opinion2, longerSides(bars, factor, period), against);
  }
});

// lab/enhancers/by-state.ts
function byState(opinion2, states, factors) {
  requireEqualLengths("byState", { states, opinion: opinion2 });
  const unknown = Math.min(1, ...factors);
  return rowByRow(opinion2, (x, i) => {
    const factor = Number.isNaN(states[i]) ? unknown : factors[states[i]];
    return Math.max(-1, Math.min(1, x * factor)) + 0;
  });
}
var areIdle = (factors) => factors.every((factor) => factor === 1);

// lab/regimes/pair-correlation.ts
function pairCorrelation(x, y, period, least) {
  requireWindow("pairCorrelation", period, least);
  requireEqualLengths("pairCorrelation", { x, y });
  const n = x.length;
  const out = new Float64Array(n).fill(Number.NaN);
  const tails = Array.from({ length: 6 }, () => new Float64Array(period));
  const [tailN, tailX, tailY, tailXX, tailYY, tailXY] = tails;
  for (let start = 0; start < n; start += period) {
    const end = Math.min(start + period, n);
    let [count, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
    for (let i = start; i < end; i++) {
      const dx = x[i] - meanX;
      const dy = y[i] - meanY;
      if (Number.isFinite(dx) && Number.isFinite(dy)) {
        const share3 = count / ++count;
        meanX += dx / count;
        meanY += dy / count;
        xx += dx * dx * share3;
        yy += dy * dy * share3;
        xy += dx * dy * share3;
      }
      const older = period - 1 - (i - start);
      const points2 = count + tailN[older];
      if (points2 < least) continue;
      const apartX = meanX - tailX[older];
      const apartY = meanY - tailY[older];
      const weight = count * tailN[older] / points2;
      out[i] = correlationOf(
        xx + tailXX[older] + apartX * apartX * weight,
        yy + tailYY[older] + apartY * apartY * weight,
        xy + tailXY[older] + apartX * apartY * weight,
        (count * meanX + tailN[older] * tailX[older]) / points2,
        (count * meanY + tailN[older] * tailY[older]) / points2,
        points2
      );
    }
    if (end === n) break;
    gather(x, y, end, tails);
  }
  return out;
}
function gather(x, y, end, tails) {
  const [tailN, tailX, tailY, tailXX, tailYY, tailXY] = tails;
  for (let a = 1; a < tailN.length; a++) {
    const dx = x[end - a] - tailX[a - 1];
    const dy = y[end - a] - tailY[a - 1];
    const isKnown3 = Number.isFinite(dx) && Number.isFinite(dy);
    const count = tailN[a - 1] + Number(isKnown3);
    const share3 = isKnown3 ? tailN[a - 1] / count : 0;
    tailN[a] = count;
    tailX[a] = tailX[a - 1] + (isKnown3 ? dx / count : 0);
    tailY[a] = tailY[a - 1] + (isKnown3 ? dy / count : 0);
    tailXX[a] = tailXX[a - 1] + (isKnown3 ? dx * dx * share3 : 0);
    tailYY[a] = tailYY[a - 1] + (isKnown3 ? dy * dy * share3 : 0);
    tailXY[a] = tailXY[a - 1] + (isKnown3 ? dx * dy * share3 : 0);
  }
}
function correlationOf(xx, yy, xy, meanX, meanY, points2) {
  if (standsStill(xx, meanX, points2) || standsStill(yy, meanY, points2)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
}
var nothing2 = 1e-280;
var standsStill = (squares, mean3, points2) => !(squares > nothing2 && Math.sqrt(squares / points2) > 1e-10 * Math.abs(mean3));
function requireWindow(who, period, least) {
  requireBars(`${who}: period`, period, 2);
  requireBars(`${who}: least`, least, 2);
  if (least > period) throw new RangeError(`${who}: least is ${least}, expected at most the period, ${period}`);
}

// lab/enhancers/others.ts
var others = ({ bars, market: market2 }) => market2.filter(({ symbol }) => symbol !== bars.symbol).sort(byName3);
var byName3 = (a, b) => a.symbol < b.symbol ? -1 : 1;

// lab/enhancers/companions.ts
function companions(sight, window) {
  const around = others(sight);
  const [own, ...theirs] = alignReturns([sight.bars, ...around], sight.bars.openTime).returns;
  const least = Math.max(2, Math.ceil(window / 2));
  return around.map((bars, k) => ({ bars, returns: theirs[k], rho: pairCorrelation(own, theirs[k], window, least) }));
}

// lab/enhancers/crowd.ts
var crowdLevels = 20;
function crowd(companions2, rows) {
  const sum = new Float64Array(rows);
  const known4 = new Float64Array(rows);
  for (const { rho } of companions2) {
    for (let i = 0; i < rows; i++) {
      if (Number.isNaN(rho[i])) continue;
      sum[i] += Math.abs(rho[i]);
      known4[i]++;
    }
  }
  return sum.map((total, i) => Math.round(total / known4[i] * crowdLevels));
}

// lab/enhancers/pull.ts
var nothing3 = 1e-9;
function pull({ openTime, interval }, companions2, window, lookback) {
  const earlier = rowByRow(openTime, (t) => t - lookback * interval);
  const sum = new Float64Array(openTime.length).fill(Number.NaN);
  for (const { bars, returns: returns2, rho } of companions2) {
    const size = deviation4(returns2, window);
    const now = onto(openTime, bars, bars.close);
    const before2 = onto(earlier, bars, bars.close);
    for (let i = 0; i < sum.length; i++) {
      const vote = rho[i] * Math.log(now[i] / before2[i]) / size[i];
      if (Number.isFinite(vote)) sum[i] = (Number.isNaN(sum[i]) ? 0 : sum[i]) + vote;
    }
  }
  return sum.map((votes) => Math.abs(votes) < nothing3 ? 0 : Math.sign(votes));
}
function deviation4(returns2, period) {
  const known4 = rowByRow(returns2, (r) => Number.isNaN(r) ? 0 : 1);
  const squares = rowByRow(returns2, (r) => Number.isNaN(r) ? 0 : r * r);
  const counts = rollingSum(known4, period);
  return rowByRow(rollingSum(squares, period), (total, i) => Math.sqrt(total / counts[i]));
}

// lab/enhancers/correlation.ts
var correlation = enhancer({
  name: "correlation",
  idea: "Hold less of what moves with everything else, and doubt an opinion that the others\u2019 moves speak against.",
  genes: {
    /** Bars over which symbols are compared, half of which both must have. */
    window: int(20, 200),
    /** Bars of the others’ moves. */
    lookback: int(1, 48),
    /** What an opinion loses on a symbol that moves wholly with the others; on one that moves with them less, less. */
    crowding: real(0, 1, "fraction of the opinion"),
    /** What it loses when the others pull against it. */
    confirm: real(0, 1, "fraction of the opinion")
  },
  off: { window: 60, lookback: 12, crowding: 0, confirm: 0 },
  looksAround: true,
  warmup({ window, lookback, crowding, confirm }) {
    if (confirm > 0) return Math.max(window, lookback);
    return crowding > 0 ? window : 0;
  },
  enhance(opinion2, sight, { window, lookback, crowding, confirm }) {
    if (crowding === 0 && confirm === 0) return opinion2;
    const around = companions(sight, window);
    const factors = Array.from({ length: crowdLevels + 1 }, (_, level) => 1 - crowding * level / crowdLevels);
    const uncrowded = crowding === 0 ? opinion2 : byState(opinion2, crowd(around, sight.bars.close.length), factors);
    if (confirm === 0) return uncrowded;
    return contradicted(uncrowded, pull(sight.bars, around, window, lookback), 1 - confirm);
  }
});

// lab/regimes/across.ts
function meanAcross(openTime, market2, of) {
  const sum = new Float64Array(openTime.length);
  const count = new Float64Array(openTime.length);
  for (const bars of market2) {
    const column2 = onto(openTime, bars, of(bars));
    for (let i = 0; i < sum.length; i++) {
      if (!Number.isFinite(column2[i])) continue;
      sum[i] += column2[i];
      count[i]++;
    }
  }
  return sum.map((total, i) => count[i] > 0 ? total / count[i] : Number.NaN);
}

// lab/regimes/bounds.ts
function requireAscending(detector, limits2, most = Number.MAX_VALUE) {
  const [[lowName, low], [highName, high]] = Object.entries(limits2);
  const end = most === Number.MAX_VALUE ? "a finite number" : `${most}`;
  if (!(low >= 0 && low <= most)) throw new RangeError(`${detector}: ${lowName} is ${low}, expected 0 to ${end}`);
  if (!(high >= low && high <= most)) {
    throw new RangeError(`${detector}: ${highName} is ${high}, expected ${lowName}, ${low}, to ${end}`);
  }
}

// lab/regimes/correlation-regime.ts
var correlationRegime = { breakdown: 0, normal: 1, high: 2 };
function correlationRegimes(strength, low, high) {
  requireAscending("correlationRegimes", { low, high }, 1);
  return rowByRow(strength, (value) => {
    if (Number.isNaN(value)) return Number.NaN;
    if (value >= high) return correlationRegime.high;
    return value <= low ? correlationRegime.breakdown : correlationRegime.normal;
  });
}

// lab/regimes/sentiment.ts
var sentimentRegime = { extremeFear: 0, fear: 1, neutral: 2, greed: 3, extremeGreed: 4 };
var sentimentRegimes = (sentiment) => rowByRow(sentiment, moodOf);
function moodOf(value) {
  if (!(value >= 0 && value <= 100)) return Number.NaN;
  if (value <= 25) return sentimentRegime.extremeFear;
  if (value <= 45) return sentimentRegime.fear;
  if (value < 55) return sentimentRegime.neutral;
  return value <= 75 ? sentimentRegime.greed : sentimentRegime.extremeGreed;
}

// lab/regimes/volatility.ts
var volatilityRegime = { low: 0, medium: 1, high: 2 };
var year = 365 * day;
var annualVolatility = (bars, period) => annualised2(barReturns(bars), bars.interval, period);
function annualised2(returns2, interval, period) {
  requireBars("annualVolatility: period", period, 2);
  const perYear = Math.sqrt(year / interval);
  return rollingStd(returns2, period).map((std) => std * perYear);
}
function volatilityByRank(volatility3, memory, low, high) {
  requireBars("volatilityByRank: memory", memory, 2);
  requireAscending("volatilityByRank", { low, high }, 1);
  return rollingRank(volatility3, memory).map((rank2) => classed(rank2, low, high));
}
function classed(value, low, high) {
  if (value >= high) return volatilityRegime.high;
  if (value <= low) return volatilityRegime.low;
  return Number.isNaN(value) ? Number.NaN : volatilityRegime.medium;
}

// lab/regimes/volume.ts
var volumeRegime = { low: 0, normal: 1, high: 2 };
function volumeRatio(volume2, period) {
  requireBars("volumeRatio: period", period);
  return sma(volume2, period).map((mean3, i) => mean3 > 0 ? within(volume2[i] / mean3, 0.1, 5) : Number.NaN);
}
function volumeRegimesOf(ratios, low, high) {
  requireAscending("volumeRegimes", { low, high });
  return rowByRow(ratios, (ratio2) => {
    if (Number.isNaN(ratio2)) return Number.NaN;
    if (ratio2 >= high) return volumeRegime.high;
    return ratio2 <= low ? volumeRegime.low : volumeRegime.normal;
  });
}
var within = (value, least, most) => Math.max(least, Math.min(most, value));

// lab/regimes/composite.ts
var marketRegime = { riskOff: 0, transitional: 1, neutral: 2, riskOn: 3 };
var voiceWeights = { sentiment: 0.3, volatility: 0.25, correlation: 0.25, volume: 0.2 };
function composite(voices, weights = voiceWeights) {
  requireEqualLengths("composite", { ...voices });
  requireWeights(weights);
  const { sentiment, volatility: volatility3, correlation: correlation2, volume: volume2 } = voices;
  const n = sentiment.length;
  const regime2 = new Float64Array(n).fill(Number.NaN);
  const confidence = new Float64Array(n).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    const tally = { on: 0, off: 0, neutral: 0 };
    tally[moodVote(sentiment[i])] += known2(sentiment[i], weights.sentiment);
    tally[volatilityVote(volatility3[i])] += known2(volatility3[i], weights.volatility);
    tally[correlationVote(correlation2[i])] += known2(correlation2[i], weights.correlation);
    const stir = volume2[i] === volumeRegime.high ? weights.volume : 0;
    tally.neutral += known2(volume2[i], weights.volume) - stir;
    const all = tally.on + tally.off + tally.neutral + stir;
    if (all === 0) continue;
    regime2[i] = winner2(tally, stir, all);
    confidence[i] = confidenceOf(behind(regime2[i], tally, stir));
  }
  return { regime: regime2, confidence };
}
var tie2 = 1e-9;
function winner2({ on, off, neutral }, stir, all) {
  if (stir > 0 && Math.max(on, off, neutral) <= all / 2 + tie2) return marketRegime.transitional;
  if (on > all / 2 + tie2) return marketRegime.riskOn;
  return off >= Math.max(on, neutral) - tie2 ? marketRegime.riskOff : marketRegime.neutral;
}
function behind(regime2, { on, off, neutral }, stir) {
  if (regime2 === marketRegime.riskOn) return on + stir;
  if (regime2 === marketRegime.riskOff) return off + stir;
  return regime2 === marketRegime.neutral ? neutral : stir;
}
function confidenceOf(weight) {
  return Math.min(1, weight + (weight > 0.6 + tie2 ? 0.2 : weight > 0.5 + tie2 ? 0.1 : 0));
}
var known2 = (code, weight) => Number.isNaN(code) ? 0 : weight;
function moodVote(code) {
  return code < sentimentRegime.neutral ? "off" : code > sentimentRegime.neutral ? "on" : "neutral";
}
function volatilityVote(code) {
  return code === volatilityRegime.low ? "on" : code === volatilityRegime.high ? "off" : "neutral";
}
function correlationVote(code) {
  return code === correlationRegime.breakdown ? "on" : code === correlationRegime.high ? "off" : "neutral";
}
function requireWeights(weights) {
  let sum = 0;
  for (const [name3, weight] of Object.entries(weights)) {
    if (!(weight >= 0)) throw new RangeError(`composite: weight of ${name3} is ${weight}, expected a number \u2265 0`);
    sum += weight;
  }
  if (!(Math.abs(sum - 1) < tie2)) throw new RangeError(`composite: weights add up to ${sum}, expected 1`);
}

// lab/regimes/correlation-strength.ts
var mostSymbols = 50;
function correlationStrength(market2, { period, least }, around) {
  requireWindow("correlationStrength", period, least);
  requireFew("correlationStrength", market2);
  const { symbols: symbols2, returns: returns2, openTime } = market2;
  if (around !== void 0 && !symbols2.includes(around)) {
    throw new RangeError(`correlationStrength: ${around} is not in the market, expected one of ${symbols2.join(", ")}`);
  }
  const pairs = new Float64Array(openTime.length);
  const sum = new Float64Array(openTime.length);
  for (let a = 0; a < symbols2.length; a++) {
    for (let b = a + 1; b < symbols2.length; b++) {
      if (around !== void 0 && symbols2[a] !== around && symbols2[b] !== around) continue;
      const rho = pairCorrelation(returns2[a], returns2[b], period, least);
      for (let i = 0; i < rho.length; i++) {
        if (Number.isNaN(rho[i])) continue;
        sum[i] += Math.abs(rho[i]);
        pairs[i]++;
      }
    }
  }
  return { strength: sum.map((total, i) => pairs[i] > 0 ? total / pairs[i] : Number.NaN), pairs };
}
function requireFew(who, { symbols: symbols2 }) {
  if (symbols2.length <= mostSymbols) return;
  throw new RangeError(`${who}: the market has ${symbols2.length} symbols, expected at most ${mostSymbols}`);
}

// lab/regimes/stability.ts
function stability(regime2, period) {
  requireBars("stability: period", period, 2);
  const changed = rowByRow(
    regime2,
    (code, i) => Number.isFinite(code) && Number.isFinite(regime2[i - 1]) ? Number(code !== regime2[i - 1]) : Number.NaN
  );
  return rollingSum(changed, period - 1).map((changes2) => 1 - changes2 / (period - 1));
}

// lab/regimes/regimes.ts
var usual = {
  volatility: { period: 20, memory: 720, low: 0.3, high: 0.7 },
  volume: { period: 20, low: 0.7, high: 1.3 },
  trend: { period: 120, least: 1 },
  correlation: { period: 60, least: 30, low: 0.3, high: 0.7 },
  weights: voiceWeights,
  stability: { period: 10 }
};
function regimes(view, settings = usual) {
  const { bars, market: market2 } = view;
  requireEqualLengths("regimes", { bars: bars.close, sentiment: view.sentiment });
  const { volatility: v, volume: u, trend: trend3, correlation: c } = settings;
  const returns2 = meanAcross(bars.openTime, market2, barReturns);
  const ratios = meanAcross(bars.openTime, market2, (one2) => volumeRatio(one2.volume, u.period));
  const { strength } = correlationStrength(alignReturns(market2, bars.openTime), c);
  const voices = {
    sentiment: sentimentRegimes(view.sentiment),
    volatility: volatilityByRank(annualised2(returns2, bars.interval, v.period), v.memory, v.low, v.high),
    correlation: correlationRegimes(strength, c.low, c.high),
    volume: volumeRegimesOf(ratios, u.low, u.high)
  };
  const whole3 = composite(voices, settings.weights);
  return {
    ...voices,
    ...whole3,
    trend: trendRegimes(bars, trend3.period, trend3.least),
    stability: stability(whole3.regime, settings.stability.period)
  };
}

// lab/enhancers/after-silence.ts
var silence = 12;
function afterSilence(bars, timeline2) {
  const [close, volume2] = [Float64Array.from(bars.close), Float64Array.from(bars.volume)];
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0, at = 0; row < close.length; row++) {
    while (timeline2[at] < bars.openTime[row]) at++;
    if (at - last - 1 > silence) close[row] = volume2[row] = Number.NaN;
    last = at;
  }
  return { ...bars, close, volume: volume2 };
}

// lab/enhancers/market-regimes.ts
var marketRegimesWarmup = usual.volatility.memory + usual.volatility.period + 2 * silence;
function marketRegimes(sight) {
  const { openTime, regime: regime2, confidence } = ofMarket([sight.bars, ...others(sight)].sort(byName3));
  const at = (column2) => onto(sight.bars.openTime, { openTime }, column2);
  return { regime: at(regime2), confidence: at(confidence) };
}
var found = /* @__PURE__ */ new WeakMap();
function ofMarket(market2) {
  const before2 = found.get(market2[0]);
  if (before2?.market.length === market2.length && market2.every((bars, k) => bars === before2.market[k]))
    return before2.told;
  const openTime = timeline(market2);
  const unknown = new Float64Array(openTime.length).fill(Number.NaN);
  const rows = mapColumns(market2[0], (_, name3) => name3 === "openTime" ? openTime : unknown);
  const view = {
    bars: rows,
    market: market2.map((bars) => afterSilence(bars, openTime)),
    // One mood for all: whoever knows it tells the others.
    sentiment: meanAcross(
      openTime,
      market2,
      ({ sentiment, close }) => sentiment ?? new Float64Array(close.length).fill(Number.NaN)
    )
  };
  const { regime: regime2, confidence } = regimes(view);
  const told = { openTime, regime: regime2, confidence };
  found.set(market2[0], { market: market2, told });
  return told;
}

// lab/enhancers/regime.ts
var tie3 = 1e-9;
var regime = enhancer({
  name: "regime",
  idea: "Trust an opinion by the regime that the whole market is in.",
  genes: {
    /** What opinions are multiplied by while risk is off; 0 does not trade then. */
    riskOff: real(0, 1.5, "times the opinion"),
    /** What they are in transition. */
    transitional: real(0, 1.5, "times the opinion"),
    /** What they are while neither side leads. */
    neutral: real(0, 1.5, "times the opinion"),
    /** What they are while risk is on. */
    riskOn: real(0, 1.5, "times the opinion"),
    /** Weight that must be behind a regime; with less it is unknown. */
    confidence: real(0, 1, "weight of 1")
  },
  off: { riskOff: 1, transitional: 1, neutral: 1, riskOn: 1, confidence: 0.7 },
  looksAround: true,
  warmup: ({ riskOff, transitional, neutral, riskOn }) => areIdle([riskOff, transitional, neutral, riskOn]) ? 0 : marketRegimesWarmup,
  enhance(opinion2, sight, { riskOff, transitional, neutral, riskOn, confidence }) {
    const factors = [riskOff, transitional, neutral, riskOn];
    if (areIdle(factors)) return opinion2;
    const known4 = marketRegimes(sight);
    const states = rowByRow(known4.regime, (code, i) => known4.confidence[i] > confidence - tie3 ? code : Number.NaN);
    return byState(opinion2, states, factors);
  }
});

// lab/enhancers/threshold.ts
var threshold = enhancer({
  name: "threshold",
  idea: "Leave alone what one hardly believes.",
  genes: {
    /** Strength below which an opinion is none. */
    least: real(0, 0.9, "strength of an opinion")
  },
  off: { least: 0 },
  looksAround: false,
  warmup: () => 0,
  enhance(opinion2, _, { least }) {
    return least === 0 ? opinion2 : rowByRow(opinion2, (x) => Math.abs(x) < least ? 0 : x);
  }
});

// lab/enhancers/trend.ts
var trend2 = enhancer({
  name: "trend",
  idea: "Trust an opinion by whether the market already drifts its way.",
  genes: {
    /** Bars of the drift. */
    period: int(20, 240),
    /** Standard errors from which a drift is a trend. */
    least: real(0.5, 3, "standard errors"),
    /** What opinions in the direction of the trend are multiplied by. */
    along: real(0, 1.5, "times the opinion"),
    /** What opinions against it are. */
    against: real(0, 1.5, "times the opinion"),
    /** What opinions are while there is none. */
    beside: real(0, 1.5, "times the opinion")
  },
  off: { period: 120, least: 1, along: 1, against: 1, beside: 1 },
  looksAround: false,
  warmup: ({ period, along, against, beside: beside2 }) => areIdle([along, against, beside2]) ? 0 : period,
  enhance(opinion2, { bars }, { period, least, along, against, beside: beside2 }) {
    const factors = [along, against, beside2];
    if (areIdle(factors)) return opinion2;
    const standings = trendRegimes(bars, period, least).map((code, i) => standing(opinion2[i], code));
    return byState(opinion2, standings, factors);
  }
});
function standing(opinion2, code) {
  if (Number.isNaN(code)) return Number.NaN;
  if (code === trendRegime.sideways) return 2;
  return opinion2 > 0 === (code === trendRegime.bull) ? 0 : 1;
}

// lab/enhancers/volatility.ts
var volatility2 = enhancer({
  name: "volatility",
  idea: "Trust an opinion by how restless its symbol is for its own standards.",
  genes: {
    /** Bars of which volatility is made. */
    period: int(10, 60),
    /** Bars among which it is ranked: 720 hours are 30 days. */
    memory: int(100, 720),
    /** What opinions in the calmest 30 % are multiplied by. */
    low: real(0, 1.5, "times the opinion"),
    /** What they are in between. */
    medium: real(0, 1.5, "times the opinion"),
    /** What they are in the wildest 30 %. */
    high: real(0, 1.5, "times the opinion")
  },
  off: { period: 20, memory: 720, low: 1, medium: 1, high: 1 },
  looksAround: false,
  warmup: ({ period, memory, low, medium, high }) => areIdle([low, medium, high]) ? 0 : period + memory,
  enhance(opinion2, { bars }, { period, memory, low, medium, high }) {
    const factors = [low, medium, high];
    if (areIdle(factors)) return opinion2;
    const measured = annualVolatility(bars, period).map(Math.fround);
    return byState(opinion2, volatilityByRank(measured, memory, usual.volatility.low, usual.volatility.high), factors);
  }
});

// lab/enhancers/index.ts
var { threshold: threshold2, ...weighing } = members_exports2;
var enhancers = [...Object.values(weighing), threshold2];
var byName4 = new Map(enhancers.map((enhancer3) => [enhancer3.name, enhancer3]));
var enhancerNamed = (name3) => byName4.get(name3);

// lab/strategy/opinion.ts
function opinion(of, bars, market2, indicators) {
  const { name: name3, genes: genes2, enhancers: enhancers2 = {} } = of;
  let thought = known3(name3).exposure(bars, genes2, indicators, given(of, market2));
  for (const each2 of enhancers) {
    if (!Object.hasOwn(enhancers2, each2.name)) continue;
    thought = each2.enhance(thought, { bars, market: market2 }, enhancers2[each2.name], indicators);
  }
  const row = firstBeyond(thought, opinionWarmup2(of));
  if (row < thought.length)
    throw new Error(`seed ${name3} wants ${thought[row]} of ${bars.symbol} at row ${row}: no exposure within \xB11`);
  return thought;
}
function firstBeyond(thought, from) {
  let row = from;
  while (row < thought.length && thought[row] <= 1 && thought[row] >= -1) row++;
  return row;
}
function opinionWarmup2(of) {
  const own = known3(of.name).warmup(of.genes, given(of));
  return Math.max(own, ...Object.entries(of.enhancers ?? {}).map(([name3, genes2]) => enhancer2(name3).warmup(genes2)));
}
var given = ({ formula: formula2, model }, market2) => ({
  ...market2 && { market: market2 },
  ...formula2 && { rules: formula2 },
  ...model && { fitted: model.fitted },
  ...model?.trainedTo !== void 0 && { trainedTo: model.trainedTo }
});
function known3(name3) {
  const seed4 = seedNamed(name3);
  if (!seed4) throw new RangeError(`no seed is named ${name3}`);
  return seed4;
}
function enhancer2(name3) {
  const found2 = enhancerNamed(name3);
  if (!found2) throw new RangeError(`no enhancer is named ${name3}`);
  return found2;
}

// lab/strategy/range.ts
function rangeOf({ atrWindow }, bars, indicators) {
  if (atrWindow === void 0) return void 0;
  return indicators.sma(indicators.trueRange(bars.high, bars.low, bars.close), atrWindow);
}
var rangeWarmup = ({ atrWindow }) => atrWindow === void 0 ? 0 : atrWindow + 1;

// lab/strategy/scaling/members.ts
var members_exports3 = {};
__export(members_exports3, {
  blend: () => blend,
  kelly: () => kelly,
  riskParity: () => riskParity2,
  volatilityTarget: () => volatilityTarget
});

// lab/strategy/scaling/kelly-share.ts
function kellyShare({ bars, opinion: opinion2, fraction: fraction2 }, multiplier, window, { simpleReturns: simpleReturns2, sma: sma2, rollingStd: rollingStd2 }) {
  requireEqualLengths("kellyShare", { close: bars.close, opinion: opinion2 });
  const earned = earnings(opinion2, simpleReturns2(bars.close, 1));
  const mean3 = sma2(earned, window);
  const deviation5 = rollingStd2(earned, window);
  return rowByRow(
    mean3,
    (average, i) => deviation5[i] > 0 ? multiplier * average / deviation5[i] ** 2 / fraction2 : Number.NaN
  );
}
var earnings = (opinion2, returns2) => rowByRow(returns2, (value, i) => i === 0 ? Number.NaN : opinion2[i - 1] * value);

// lab/strategy/scaling/momentum-share.ts
var moves = [
  { bars: 5, weight: 0.6 },
  { bars: 20, weight: 0.4 }
];
var momentumMemory = 20;
var year2 = 365 * day;
function momentumShare({ bars, opinion: opinion2 }, reach, window, { logReturns: logReturns2 }) {
  const volatility3 = annualVolatility(bars, window);
  const measured = moves.map(({ bars: back, weight }) => ({
    weight,
    grown: logReturns2(bars.close, back),
    years: Math.sqrt(back * bars.interval / year2)
  }));
  return volatility3.map((annual, i) => {
    if (!(annual > 0)) return Number.NaN;
    let strength = 0;
    for (const { weight, grown: grown2, years } of measured) strength += weight * grown2[i] / (annual * years);
    return Math.max(0, Math.min(1, (1 + reach * Math.sign(opinion2[i]) * strength) / 2));
  });
}

// lab/strategy/scaling/scaling.ts
var scaling = (s) => s;

// lab/strategy/scaling/steps.ts
var steps4 = 20;
var rounding3 = 1e-9;
var inSteps = (shares) => rowByRow(shares, (share3) => share3 > 0 ? Math.floor(Math.min(share3, 1) * steps4 + rounding3) / steps4 : 0);

// lab/strategy/scaling/target-share.ts
var targetShare = (bars, target, window, fraction2) => annualVolatility(bars, window).map((volatility3) => volatility3 > 0 ? target / (fraction2 * volatility3) : Number.NaN);

// lab/strategy/scaling/blend.ts
var blend = scaling({
  name: "blend",
  idea: "Let what the opinion has earned, how wild the market is and where it moves decide together.",
  genes: {
    kelly: real(0, 1, "weight"),
    volatility: real(0, 1, "weight"),
    momentum: real(0, 1, "weight"),
    multiplier: real(0.05, 0.5, "share of Kelly\u2019s fraction"),
    /** For what the opinion has earned. */
    kellyWindow: int(100, 2e3),
    /** Of a full exposure. */
    target: real(5e-3, 0.5, "volatility a year, fraction of equity"),
    /** For the symbol's volatility, by which moves are counted too. */
    volatilityWindow: int(20, 500),
    reach: real(0.1, 2, "share by a move of two standard deviations")
  },
  looksAround: false,
  warmup: ({ kellyWindow, volatilityWindow }) => Math.max(kellyWindow, volatilityWindow, momentumMemory),
  scale(sight, genes2, indicators) {
    const { bars, fraction: fraction2 } = sight;
    const all = genes2.kelly + genes2.volatility + genes2.momentum;
    if (all === 0) return new Float64Array(bars.close.length);
    const parts = [
      { weight: genes2.kelly, share: kellyShare(sight, genes2.multiplier, genes2.kellyWindow, indicators) },
      { weight: genes2.volatility, share: targetShare(bars, genes2.target, genes2.volatilityWindow, fraction2) },
      { weight: genes2.momentum, share: momentumShare(sight, genes2.reach, genes2.volatilityWindow, indicators) }
    ];
    const sum = new Float64Array(bars.close.length);
    for (const { weight, share: share3 } of parts) {
      for (let i = 0; i < sum.length; i++) if (share3[i] > 0) sum[i] += weight / all * Math.min(share3[i], 1);
    }
    return inSteps(sum);
  }
});

// lab/strategy/scaling/kelly.ts
var kelly = scaling({
  name: "kelly",
  idea: "Hold a share of what would have grown an account fastest of late, and nothing while the opinion loses.",
  genes: {
    multiplier: real(0.05, 0.5, "share of Kelly\u2019s fraction"),
    window: int(100, 2e3)
  },
  looksAround: false,
  warmup: ({ window }) => window,
  scale: (sight, { multiplier, window }, indicators) => inSteps(kellyShare(sight, multiplier, window, indicators))
});

// lab/strategy/allocation/spread.ts
var standsStill2 = (squares, mean3, points2) => !(Math.sqrt(squares / points2) > 1e-10 * Math.abs(mean3));

// lab/strategy/allocation/common-covariance.ts
function commonCovariance(returns2) {
  if (returns2.length === 0) return { covariance: [], points: 0 };
  requireEqualLengths("commonCovariance", Object.fromEntries(returns2.map((column2, k) => [`column ${k}`, column2])));
  const rows = knownRows(returns2);
  const points2 = rows.length;
  const apart = returns2.map((column2) => deviations(column2, rows));
  const covariance2 = returns2.map(() => new Float64Array(returns2.length));
  for (let a = 0; a < returns2.length; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      const [x, y] = [apart[a], apart[b]];
      for (let i = 0; i < points2; i++) sum += x[i] * y[i];
      covariance2[a][b] = covariance2[b][a] = points2 < 2 ? Number.NaN : sum / (points2 - 1);
    }
  }
  return { covariance: covariance2, points: points2 };
}
function knownRows(returns2) {
  const rows = new Uint32Array(returns2[0].length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    let k = 0;
    while (k < returns2.length && Number.isFinite(returns2[k][row])) k++;
    if (k === returns2.length) rows[count++] = row;
  }
  return rows.subarray(0, count);
}
function deviations(column2, rows) {
  const apart = new Float64Array(rows.length);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < rows.length; i++) sum += column2[rows[i]];
  const mean3 = sum / rows.length;
  for (let i = 0; i < rows.length; i++) {
    apart[i] = column2[rows[i]] - mean3;
    squares += apart[i] * apart[i];
  }
  return standsStill2(squares, mean3, rows.length) ? apart.fill(0) : apart;
}

// lab/strategy/allocation/proportional.ts
function proportional(values) {
  const kept = Float64Array.from(values, (value) => value > 0 && value < Number.POSITIVE_INFINITY ? value : 0);
  const largest = kept.reduce((most, value) => Math.max(most, value), 0);
  if (largest === 0) return kept;
  const sum = kept.reduce((total, value) => total + value / largest, 0);
  return kept.map((value) => value / largest / sum);
}

// lab/strategy/allocation/risk-shares.ts
function riskShares(shares, covariance2) {
  const contributions = Float64Array.from(shares, (share3, i) => {
    let sum = 0;
    for (let j = 0; j < shares.length; j++) sum += covariance2[i][j] * shares[j];
    return share3 * sum;
  });
  const variance2 = contributions.reduce((sum, contribution) => sum + contribution, 0);
  return contributions.map((contribution) => variance2 > 0 ? contribution / variance2 : Number.NaN);
}

// lab/strategy/allocation/risk-parity.ts
var riskTolerance = 1e-11;
var mostSweeps = 2e3;
var hedged = 1e-9;
function riskParity(covariance2) {
  const n = covariance2.length;
  if (n === 0) return ok({ shares: new Float64Array(0), sweeps: 0 });
  const rho = correlations(covariance2);
  const y = new Float64Array(n).fill(1);
  for (let sweeps = 0; ; sweeps++) {
    const risk = variance(y, rho);
    if (!(risk > hedged * dot(y, y))) return fail({ sweeps, apart: Number.NaN });
    const apart = riskShares(y, rho).reduce((most, share3) => Math.max(most, Math.abs(share3 - 1 / n)), 0);
    if (apart <= riskTolerance) return ok({ shares: inUnits(y, covariance2), sweeps });
    if (sweeps === mostSweeps) return fail({ sweeps, apart });
    const scale = 1 / Math.sqrt(risk);
    for (let i = 0; i < n; i++) y[i] *= scale;
    for (let i = 0; i < n; i++) y[i] = positiveRoot(dot(rho[i], y) - y[i], 1 / n);
  }
}
var dot = (row, y) => {
  let sum = 0;
  for (let j = 0; j < y.length; j++) sum += row[j] * y[j];
  return sum;
};
var variance = (y, rho) => y.reduce((sum, value, i) => sum + value * dot(rho[i], y), 0);
function positiveRoot(b, c) {
  const root2 = Math.sqrt(b * b + 4 * c);
  return b > 0 ? 2 * c / (b + root2) : (root2 - b) / 2;
}
function inUnits(y, covariance2) {
  const calmest = Math.min(...covariance2.map((row, i) => row[i]));
  return proportional(y.map((value, i) => value * Math.sqrt(calmest / covariance2[i][i])));
}
function correlations(covariance2) {
  const n = covariance2.length;
  const scales = covariance2.map((row, i) => {
    if (row.length !== n) throw new RangeError(`riskParity: row ${i} has ${row.length} entries, expected ${n}`);
    if (row[i] > 0 && row[i] < Number.POSITIVE_INFINITY) return Math.sqrt(row[i]);
    throw new RangeError(`riskParity: variance ${i} is ${row[i]}, expected a finite number > 0`);
  });
  return covariance2.map(
    (row, i) => Float64Array.from(row, (value, j) => {
      const rho = value / scales[i] / scales[j];
      if (value === covariance2[j][i] && Math.abs(rho) <= 1 + 1e-9) return i === j ? 1 : rho;
      const expected = `${covariance2[j][i]} like its mirror, and within the product of the standard deviations`;
      throw new RangeError(`riskParity: covariance ${i}, ${j} is ${value}, expected ${expected}`);
    })
  );
}

// lab/strategy/scaling/equal-risk.ts
var nobody = /* @__PURE__ */ new Map();
var leastKnown = 0.8;
var leastCommon = 0.5;
function equalRisk(market2, window) {
  requireBars("equalRisk: window", window, 2);
  const sorted = market2.toSorted((a, b) => a.symbol < b.symbol ? -1 : 1);
  const before2 = latest2.get(sorted[0]);
  if (before2?.window === window && isSame(before2.market, sorted)) return before2.solved;
  const aligned2 = alignReturns(sorted);
  const found2 = /* @__PURE__ */ new Map();
  const solved = (time) => {
    const known4 = found2.get(time) ?? solve(aligned2, window, time);
    found2.set(time, known4);
    return known4;
  };
  latest2.set(sorted[0], { market: sorted, window, solved });
  return solved;
}
var latest2 = /* @__PURE__ */ new WeakMap();
var isSame = (a, b) => a.length === b.length && a.every((bars, k) => bars === b[k]);
function solve({ symbols: symbols2, returns: returns2, openTime, interval }, window, time) {
  const from = rowAt({ openTime }, time - (window - 1) * interval);
  const to = rowAt({ openTime }, time + 1);
  if (to - from < leastKnown * window) return nobody;
  const recent = returns2.map((column2) => column2.subarray(from, to));
  const present = recent.flatMap((column2, k) => {
    let points3 = 0;
    for (let i = 0; i < column2.length; i++) if (Number.isFinite(column2[i])) points3++;
    return points3 >= leastKnown * window ? [k] : [];
  });
  const { covariance: covariance2, points: points2 } = commonCovariance(present.map((k) => recent[k]));
  if (points2 < Math.max(leastCommon * window, 2 * present.length)) return nobody;
  const moving = present.flatMap((_, k) => covariance2[k][k] > 0 ? [k] : []);
  const found2 = riskParity(moving.map((a) => Float64Array.from(moving, (b) => covariance2[a][b])));
  if (!found2.ok) return nobody;
  const { shares } = found2.value;
  const most = Math.max(...shares);
  return new Map(moving.map((k, at) => [symbols2[present[k]], shares[at] / most]));
}

// lab/strategy/scaling/risk-parity.ts
var cadence = 24;
var riskParity2 = scaling({
  name: "risk-parity",
  idea: "Let every symbol of the universe add the same risk: less of what is wild, and of what moves with everything else.",
  genes: { window: int(100, 1e3) },
  looksAround: true,
  warmup: ({ window }) => window + cadence,
  scale({ bars, market: market2 }, { window }) {
    const symbols2 = market2.map(({ symbol }) => symbol);
    if (!symbols2.includes(bars.symbol)) {
      throw new RangeError(`risk-parity: ${bars.symbol} is not in the market, expected one of ${symbols2.join(", ")}`);
    }
    const solved = equalRisk(market2, window);
    const share3 = (time) => solved(floorTo(time, cadence * bars.interval)).get(bars.symbol) ?? Number.NaN;
    return inSteps(rowByRow(bars.openTime, share3));
  }
});

// lab/strategy/scaling/volatility-target.ts
var volatilityTarget = scaling({
  name: "volatility-target",
  idea: "Hold so much that the position is no more volatile than the target: less in a storm, all of it in a calm.",
  genes: {
    /** Of a full exposure. */
    target: real(5e-3, 0.5, "volatility a year, fraction of equity"),
    window: int(20, 500)
  },
  looksAround: false,
  warmup: ({ window }) => window,
  scale: ({ bars, fraction: fraction2 }, { target, window }) => inSteps(targetShare(bars, target, window, fraction2))
});

// lab/strategy/scaling/index.ts
var scalings = Object.values(members_exports3).sort((a, b) => a.name < b.name ? -1 : 1);
var byName5 = new Map(scalings.map((scaling2) => [scaling2.name, scaling2]));
var scalingNamed = (name3) => byName5.get(name3);

// lab/strategy/exposure.ts
function warmupOf2({ seeds: seeds2, sizing, exits }) {
  const thinking = Math.max(...seeds2.map(opinionWarmup2));
  const { scaling: scaling2 } = sizing;
  return Math.max(thinking + (scaling2 ? scalerOf(scaling2).warmup(scaling2.genes) : 0), rangeWarmup(exits));
}
function wish(strategy, bars, market2, indicators) {
  if (bars.interval !== strategy.interval) {
    const [found2, expected] = [bars.interval, strategy.interval].map(showInterval);
    throw new RangeError(`${bars.symbol}: bars of ${found2} where the strategy expects ${expected}`);
  }
  const { seeds: seeds2, ensemble, sizing, exits } = strategy;
  const range = rangeOf(exits, bars, indicators);
  const warm = warmupOf2(strategy);
  const opinions2 = seeds2.map((seed4) => opinion(seed4, bars, market2, indicators));
  const thinking = Math.max(...seeds2.map(opinionWarmup2));
  const combined = combine(seeds2, opinions2, ensemble, thinking);
  return { exposure: scaled2(combined, warm), ...range && { range } };
  function scaled2(wanted, from) {
    const { scaling: scaling2, fraction: fraction2 } = sizing;
    const share3 = scaling2 && scalerOf(scaling2).scale({ bars, market: market2, opinion: wanted.slice(), fraction: fraction2 }, scaling2.genes, indicators);
    wanted.fill(0, 0, from);
    for (let i = from; i < wanted.length; i++) {
      if (wanted[i] === 0 || range && !(range[i] > 0)) wanted[i] = 0;
      else if (share3) wanted[i] *= shareAt(share3, i);
    }
    return wanted;
  }
  function shareAt(share3, row) {
    if (share3[row] >= 0 && share3[row] <= 1) return share3[row];
    throw new Error(
      `scaling ${sizing.scaling?.name} takes ${share3[row]} of ${bars.symbol} at row ${row}: no share within 0\u20261`
    );
  }
}
function scalerOf({ name: name3 }) {
  const found2 = scalingNamed(name3);
  if (!found2) throw new RangeError(`no scaling is named ${name3}`);
  return found2;
}

// lab/backtest/fast/kept-columns.ts
function keptColumns(memory, room) {
  let addresses = /* @__PURE__ */ new WeakMap();
  let known4 = /* @__PURE__ */ new Map();
  return {
    address(column2) {
      const there = addresses.get(column2);
      if (there !== void 0) return there;
      const rows = padded(column2.length);
      const at = room.bytes(8 * rows);
      const copy = new Float64Array(memory.buffer, at, rows);
      copy.set(column2);
      copy.fill(Number.NaN, column2.length);
      addresses.set(column2, at);
      return at;
    },
    made(key, rows, make) {
      const there = known4.get(key);
      if (there !== void 0) return there;
      const at = room.bytes(8 * padded(rows));
      new Float64Array(memory.buffer, at + 8 * rows, padded(rows) - rows).fill(Number.NaN);
      make(at);
      known4.set(key, at);
      return at;
    },
    has: (columns2, rows) => room.left() >= 8 * columns2 * padded(rows),
    forget() {
      room.takeBack();
      addresses = /* @__PURE__ */ new WeakMap();
      known4 = /* @__PURE__ */ new Map();
    }
  };
}
var padded = (rows) => Math.ceil(rows / 64) * 64;

// lab/backtest/fast/formula-wish.ts
var sideBytes = 20 * 2 ** 20;
var maskBytes = 4 * 2 ** 20;
var truthBytes = sideBytes + maskBytes;
function truthsIn({ memory, call }, columns2, at) {
  const kept = arena(memory, at, at + sideBytes);
  const masks = arena(memory, at + sideBytes, at + truthBytes);
  let known4 = /* @__PURE__ */ new Map();
  return { read: read3, forget };
  function forget() {
    kept.takeBack();
    known4 = /* @__PURE__ */ new Map();
  }
  function read3(rules2, bars, sight) {
    const { from, to, warm, range, list: list2 } = sight;
    const rows = padded(sight.bars.close.length);
    const asked = rows * (rulesComplexity(rules2) + 4);
    if (asked > maskBytes) return void 0;
    if (kept.left() < asked) forget();
    masks.takeBack();
    const words3 = rows / 64;
    const truths = /* @__PURE__ */ new Map();
    const { long, short, flat } = rules2;
    const [longs, shorts] = [mask(), mask()];
    call.hold(
      ...[truth(long).yes, short ? truth(short).yes : 0, flat ? truth(flat).yes : 0],
      ...[bars, longs, shorts, words3]
    );
    const moving = range === 0 ? 0 : sides(range, 0).above;
    return call.readMasks(longs, shorts, moving, from, to, warm, list2);
    function mask() {
      return masks.bytes(rows / 8);
    }
    function truth(expression) {
      const found2 = truths.get(expression) ?? judged(expression);
      truths.set(expression, found2);
      return found2;
    }
    function judged(expression) {
      const { op, inputs } = expression;
      const [a, b] = inputs;
      if (op === "not") {
        const { yes: yes2, no: no2 } = truth(a);
        return { yes: no2, no: yes2 };
      }
      if (op === "and" || op === "or") return joined(op, truth(a), truth(b));
      if (op === "<" || op === "<=" || op === ">" || op === ">=" || op === "crosses" || op === "crossesBelow")
        return compared2(op, a, b);
      const column2 = columns2.address(computed(expression));
      const [yes, no] = [mask(), mask()];
      call.truthOf(column2, yes, no, rows);
      return { yes, no };
    }
    function joined(op, a, b) {
      const [yes, no] = [mask(), mask()];
      const [join3, part] = op === "and" ? [call.both, call.either] : [call.either, call.both];
      join3(a.yes, b.yes, yes, words3);
      part(a.no, b.no, no, words3);
      return { yes, no };
    }
    function compared2(op, a, b) {
      const { above, below: below2, known: known5 } = between(a, b);
      if (op === "crosses" || op === "crossesBelow") {
        const [yes, no] = [mask(), mask()];
        call.crossing(op === "crosses" ? above : below2, known5, yes, no, words3);
        return { yes, no };
      }
      const isStrict = op === "<" || op === ">";
      const side2 = op === "<" || op === ">=" ? below2 : above;
      const other = mask();
      call.without(known5, side2, other, words3);
      return isStrict ? { yes: side2, no: other } : { yes: other, no: side2 };
    }
    function between(a, b) {
      if (b.op === "number") return sides(columns2.address(quantity(a)), b.value);
      if (a.op === "number") {
        const { above, below: below2, known: known5 } = sides(columns2.address(quantity(b)), a.value);
        return { above: below2, below: above, known: known5 };
      }
      return sides(columns2.address(quantity(a)), columns2.address(quantity(b)), true);
    }
    function quantity(expression) {
      if (expression.op === "number") return new Float64Array(sight.bars.close.length).fill(expression.value);
      return computed(expression);
    }
    function computed({ op, inputs, parameters }) {
      return operations[op].compute(sight, inputs.map(quantity), parameters);
    }
    function sides(a, b, isColumn2 = false) {
      const key = `${a}|${isColumn2 ? "" : "="}${b}`;
      const above = known4.get(key) ?? kept.bytes(3 * rows / 8);
      const found2 = { above, below: above + rows / 8, known: above + 2 * rows / 8 };
      if (known4.has(key)) return found2;
      known4.set(key, above);
      const compare = isColumn2 ? call.sides : call.sidesOf;
      compare(a, b, found2.above, found2.below, found2.known, rows);
      return found2;
    }
  }
}

// lab/backtest/fast/kernel-indicators.ts
function kernelIndicators({ call }, columns2, tails, rows) {
  const made = (name3, given2, make) => columns2.made(`${name3}|${given2.join()}|${rows}`, rows, make);
  const sma2 = (x, period) => made("sma", [x, period], (out) => call.sma(x, period, tails, out, rows));
  const rollingSum2 = (x, period) => made("rollingSum", [x, period], (out) => call.rollingSum(x, period, tails, out, rows));
  const extreme2 = (x, period, sign) => made("extreme", [x, period, sign], (out) => call.extreme(x, period, sign, tails, out, rows));
  const squares = (x, period) => made("squares", [x, period], (out) => call.squares(x, period, tails, out, rows));
  return {
    sma: sma2,
    rollingSum: rollingSum2,
    ema: (x, period) => made("ema", [x, period], (out) => call.exponential(x, period, 2 / (period + 1), out, rows)),
    rollingMin: (x, period) => extreme2(x, period, -1),
    rollingMax: (x, period) => extreme2(x, period, 1),
    middle: (a, b) => made("middle", [a, b], (out) => call.middle(a, b, out, rows)),
    place: (close, upper, lower) => made("place", [close, upper, lower], (out) => call.place(close, upper, lower, out, rows)),
    ratio: (x, y) => made("ratio", [x, y], (out) => call.ratio(x, y, out, rows)),
    simpleReturns: (x, period) => made("simpleReturns", [x, period], (out) => call.simpleReturns(x, period, out, rows)),
    rollingStd: (x, period) => made("rollingStd", [x, period], (out) => {
      call.squares(x, period, tails, out, rows);
      call.roots(out, period - 1, 0, out, rows);
    }),
    /** The upper band, one deviation from the middle. */
    upperBand: (x, middle, period) => made("upperBand", [x, period], (out) => call.roots(squares(x, period), period, middle, out, rows)),
    rsiCutler(x, period) {
      const losses = made("losses", [x], (out) => call.changes(x, tails, out, rows));
      const gains = made("gains", [x], (out) => call.changes(x, out, tails, rows));
      return made("rsiCutler", [x, period], (out) => {
        call.rollingSum(gains, period, tails, out, rows);
        call.share(out, rollingSum2(losses, period), rows);
      });
    },
    vwap(high, low, close, volume2, period) {
      const turnover = made(
        "turnover",
        [high, low, close, volume2],
        (out) => call.turnover(high, low, close, volume2, out, rows)
      );
      return made("vwap", [turnover, period], (out) => {
        call.rollingSum(turnover, period, tails, out, rows);
        call.ratio(out, rollingSum2(volume2, period), out, rows);
      });
    },
    vwapDeviation: (high, low, close, volume2, period) => made(
      "vwapDeviation",
      [high, low, close, volume2, period],
      (out) => call.volumeDeviation(high, low, close, volume2, period, tails, out, rows)
    ),
    kernelRegression(x, kernel2, bandwidth) {
      const weights = (kernel2 === "gaussian" ? gaussianWeights : epanechnikovWeights)(bandwidth);
      return made(kernel2, [x, bandwidth], (out) => {
        call.smoothed(x, columns2.address(weights), weights.length, sumOf(weights), out, rows);
      });
    }
  };
}

// lab/backtest/fast/seed-wish.ts
var mostColumns = 12;
function seedWishes(kernel2, columns2, [out, other, tails]) {
  const { call } = kernel2;
  const indicatorsOf = /* @__PURE__ */ new Map();
  const at = (column2) => columns2.address(column2);
  return {
    read(seed4, genes2, sight) {
      const idea = ideas[seed4];
      if (!idea) return void 0;
      const { from, to, warm, range, list: list2 } = sight;
      const rows = sight.bars.close.length;
      const made = indicatorsOf.get(rows) ?? kernelIndicators(kernel2, columns2, tails, rows);
      indicatorsOf.set(rows, made);
      const hold = idea.hold?.(genes2) ?? 0;
      const first = Math.min(to, Math.max(idea.skip(genes2), from - hold - idea.back(genes2)));
      idea.read({ ...sight, genes: genes2, at, kernel: made, out, other, call }, first, to);
      if (idea.hold) call.latest(out, hold, first, to);
      if (idea.isTwofold) {
        call.latest(other, hold, first, to);
        call.takeOff(out, other, first, to);
      }
      const count = call.readWish(out, from, to, Math.max(warm, first), range, list2);
      return count < 0 ? void 0 : count;
    }
  };
}
var none = () => 0;
var one = () => 1;
var ideas = {
  "ema-cross": {
    ...{ back: none, skip: none },
    read({ candles: { close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      const { fast: fast2, gap, band: band2 } = genes2;
      call.emaCross(kernel2.ema(close, fast2), kernel2.ema(close, fast2 + gap), band2, out, from, to);
    }
  },
  rsi: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ candles: { close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      call.rsi(kernel2.rsiCutler(close, genes2.period), genes2.oversold, genes2.overbought, out, from, to);
    }
  },
  bollinger: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ candles: { close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      const middle = kernel2.sma(close, genes2.lookback);
      const upper = kernel2.upperBand(close, middle, genes2.lookback);
      call.bollinger(close, middle, upper, genes2.width, out, from, to);
    }
  },
  "donchian-breakout": {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ candles: { high, low, close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      const [upper, lower] = [kernel2.rollingMax(high, genes2.channel), kernel2.rollingMin(low, genes2.channel)];
      call.donchianBreakout(close, upper, lower, genes2.margin, out, from, to);
    }
  },
  stochastic: {
    ...{ back: ({ k }) => k + 1, skip: one, hold: ({ hold }) => hold, isTwofold: true },
    read({ candles: { high, low, close }, genes: genes2, kernel: kernel2, out, other, call }, from, to) {
      const { oversold, overbought, divergence } = genes2;
      const [lowest2, highest2] = [kernel2.rollingMin(low, genes2.k), kernel2.rollingMax(high, genes2.k)];
      const k = kernel2.sma(kernel2.place(close, highest2, lowest2), 1);
      const d = kernel2.sma(k, genes2.d);
      const [leastK, mostK] = [kernel2.rollingMin(k, genes2.k), kernel2.rollingMax(k, genes2.k)];
      call.stochastic(
        ...[k, d, low, high, leastK, mostK, lowest2, highest2],
        ...[genes2.k, oversold, overbought, divergence, out, other, from, to]
      );
    }
  },
  "sma-trend": {
    ...{ back: none, skip: ({ fast: fast2, strength }) => fast2 - 1 + strength },
    read({ candles: { close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      const { fast: fast2, gap, strength, sensitivity, momentum: momentum2 } = genes2;
      const [quick, slow] = [kernel2.sma(close, fast2), kernel2.sma(close, fast2 + gap)];
      const moved = kernel2.simpleReturns(close, strength);
      call.smaTrend(
        ...[close, quick, slow, moved, fast2 - 1, strength],
        ...[fullLead, sensitivity, momentum2, out, from, to]
      );
    }
  },
  "atr-breakout": {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles: { high, low, close }, genes: genes2, indicators, at, kernel: kernel2, out, call }, from, to) {
      const range = kernel2.sma(at(indicators.trueRange(bars.high, bars.low, bars.close)), genes2.atr);
      const width = kernel2.ratio(range, kernel2.sma(range, usualRangeBars));
      const narrowest = kernel2.rollingMin(width, genes2.channel);
      const [upper, lower] = [kernel2.rollingMax(high, genes2.channel), kernel2.rollingMin(low, genes2.channel)];
      const { expansion, squeeze, adjustment } = genes2;
      call.atrBreakout(...[close, upper, lower, width, narrowest], ...[expansion, squeeze, adjustment, out, from, to]);
    }
  },
  ichimoku: {
    ...{ back: none, skip: ({ kijun }) => kijun },
    read({ candles: { high, low, close }, genes: genes2, kernel: kernel2, out, call }, from, to) {
      const { tenkan, kijun, senkou, cloud, momentum: momentum2 } = genes2;
      const [fast2, slow, edge] = [tenkan, kijun, senkou].map((period) => {
        return kernel2.middle(kernel2.rollingMax(high, period), kernel2.rollingMin(low, period));
      });
      call.ichimoku(close, fast2, slow, edge, kijun, cloud, momentum2, out, from, to);
    }
  },
  "vwap-reversion": {
    ...{ back: one, skip: ({ period }) => half(period) + 2, hold: ({ hold }) => hold },
    read({ bars, candles: { high, low, close }, genes: genes2, at, kernel: kernel2, out, call }, from, to) {
      const { period, deviation: deviation5, regime: regime2 } = genes2;
      const volume2 = at(bars.volume);
      const mean3 = kernel2.vwap(high, low, close, volume2, period);
      const reach = kernel2.vwapDeviation(high, low, close, volume2, period);
      call.vwapReversion(
        ...[high, low, close, volume2, mean3, reach, kernel2.sma(volume2, period), half(period)],
        ...[deviation5, genes2.volume, regime2, fullTrend, out, from, to]
      );
    }
  },
  "volatility-scaling": {
    ...{ back: none, skip: ({ momentum: momentum2, persistence }) => Math.max(momentum2, persistence) },
    read({ bars, candles: { close }, genes: genes2, indicators, at, kernel: kernel2, out, call }, from, to) {
      const { momentum: momentum2, window, target, multi, threshold: threshold3, persistence, scaling: scaling2 } = genes2;
      const returns2 = at(indicators.logReturns(bars.close, 1));
      const swift = kernel2.rollingStd(returns2, window);
      const calm = kernel2.rollingStd(returns2, slowerTimes * window);
      const normal = kernel2.sma(swift, usualTimes * window);
      const perYear = Math.sqrt(365 * day / bars.interval);
      call.volatilityScaling(
        ...[close, swift, calm, normal, momentum2, perYear],
        ...[target, multi, threshold3, persistence, scaling2, out, from, to]
      );
    }
  },
  "funding-carry": {
    ...{ back: none, skip: none, hold: ({ duration }) => duration, isTwofold: true },
    read({ bars, genes: genes2, at, kernel: kernel2, out, other, call }, from, to) {
      const { persistence, momentum: momentum2, threshold: threshold3, reversal } = genes2;
      const funding = at(bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN));
      call.fundingCarry(
        ...[funding, kernel2.sma(funding, persistence), momentum2, threshold3, reversal],
        ...[out, other, from, to]
      );
    }
  },
  "nadaraya-watson": {
    ...{ back: none, skip: ({ bandwidth }) => bandwidth },
    read({ bars, candles: { close }, genes: genes2, indicators, at, kernel: kernel2, out, call }, from, to) {
      const { bandwidth, threshold: threshold3, adaptation } = genes2;
      const estimate = kernel2.kernelRegression(close, genes2.kernel === 1 ? "epanechnikov" : "gaussian", bandwidth);
      const line = kernel2.ema(estimate, genes2.smoothing);
      const volatility3 = kernel2.rollingStd(at(indicators.logReturns(bars.close, 1)), recentBars);
      const normal = kernel2.sma(volatility3, usualBars);
      call.nadarayaWatson(line, volatility3, normal, bandwidth, threshold3, adaptation, out, from, to);
    }
  }
};

// lab/backtest/fast/looks.ts
var columnBytes = 48 * 2 ** 20;
var [listBytes, rangeBytes] = [48 * 2 ** 20, 32 * 2 ** 20];
var entryBytes2 = 16;
var looksBytes = (rows, longest, symbols2) => Object.values(sharesOf(rows, longest, symbols2)).reduce((a, b) => a + b + 64, 0);
var sharesOf = (rows, longest, symbols2) => ({
  lists: Math.max(listBytes, entryBytes2 * (rows + symbols2)),
  ranges: Math.max(rangeBytes, 8 * (rows + 64 * symbols2)),
  columns: Math.max(columnBytes, 8 * mostColumns * padded(longest)),
  scratch: 5 * 8 * (longest + 64),
  truths: truthBytes
});
function looksIn(kernel2, at, rows, longest, symbols2) {
  const { memory, call } = kernel2;
  const shares = sharesOf(rows, longest, symbols2);
  let next = at;
  const room = (bytes) => {
    const from = next;
    next = Math.ceil((from + bytes) / 64) * 64;
    return arena(memory, from, from + bytes);
  };
  const lists = room(shares.lists);
  const ranges = keptColumns(memory, room(shares.ranges));
  const columns2 = keptColumns(memory, room(shares.columns));
  const scratch = room(shares.scratch);
  const [out, other, tails] = [
    scratch.bytes(8 * longest),
    scratch.bytes(8 * longest),
    scratch.bytes(3 * 8 * longest)
  ];
  const truths = truthsIn(kernel2, columns2, next);
  const seeds2 = seedWishes(kernel2, columns2, [out, other, tails]);
  let rangesFull = false;
  return { look, used, forget };
  function used() {
    return Math.max(1 - lists.left() / shares.lists, rangesFull ? 1 : 0);
  }
  function forget() {
    lists.takeBack();
    if (!rangesFull) return;
    rangesFull = false;
    ranges.forget();
    truths.forget();
  }
  function look(strategy, { timeline: timeline2, seen }, k, candles, indicators) {
    const { from, to } = timeline2.places[k];
    const bars = seen[k];
    const measured = rangeOf(strategy.exits, bars, indicators);
    if (measured && !ranges.has(1, bars.close.length)) rangesFull = true;
    if (rangesFull || lists.left() < entryBytes2 * (to - from + 1)) return void 0;
    const range = measured ? ranges.address(measured) : 0;
    const list2 = lists.bytes(0);
    const sight = { bars, candles, indicators, from, to, warm: warmupOf2(strategy), range, list: list2 };
    const changes2 = known4(strategy, sight) ?? asked(strategy, sight, seen);
    lists.bytes(entryBytes2 * changes2);
    return { list: list2, changes: changes2, range: range && range + 8 * from };
  }
  function known4({ seeds: all, ensemble, sizing }, sight) {
    const [{ name: name3, weight, genes: genes2, formula: formula2, enhancers: enhancers2 }] = all;
    const isHeard = enhancers2 !== void 0 && Object.keys(enhancers2).length > 0;
    if (all.length > 1 || weight !== 1 || ensemble || sizing.scaling || isHeard) return void 0;
    const most = formula2 ? rulesComplexity(formula2) + 1 : mostColumns;
    if (!columns2.has(most, sight.bars.close.length)) {
      columns2.forget();
      truths.forget();
      if (!columns2.has(most, sight.bars.close.length)) return void 0;
    }
    return formula2 ? truths.read(formula2, genes2.hold, sight) : seeds2.read(name3, genes2, sight);
  }
  function asked(strategy, { from, to, range, list: list2, ...sight }, seen) {
    const { exposure } = wish(strategy, sight.bars, seen, sight.indicators);
    new Float64Array(memory.buffer, out, exposure.length).set(exposure);
    return call.readWish(out, from, to, from, range, list2);
  }
}

// lab/backtest/fast/tables.ts
var [lowest, highest] = [-20, 40];
var powersOfTen = () => Float64Array.from({ length: highest - lowest + 1 }, (_, k) => 10 ** (lowest + k));
var digitsFrom = () => Float64Array.from({ length: highest - lowest + 1 }, (_, k) => leastAbove(lowest + k));
function leastAbove(power) {
  const reaches = (x) => Math.floor(Math.log10(x)) >= power;
  let least = 10 ** power;
  while (reaches(beside(least, -1))) least = beside(least, -1);
  while (!reaches(least)) least = beside(least, 1);
  return least;
}
var word = new Float64Array(1);
var bits = new BigInt64Array(word.buffer);
function beside(x, step) {
  word[0] = x;
  bits[0] += BigInt(step);
  return word[0];
}

// lab/backtest/fast/timeline.ts
function timelineOf(universe2, from, to) {
  const rows = universe2.map((bars) => [rowAt(bars, from), rowAt(bars, to)]);
  const openTime = union(universe2.map((bars, k) => bars.openTime.subarray(...rows[k])));
  const places = universe2.map((bars, k) => {
    const [from2, to2] = rows[k];
    const firstSlot = from2 < to2 ? rowAt({ openTime }, bars.openTime[from2]) : openTime.length;
    const place3 = { bars, from: from2, to: to2, firstSlot };
    return to2 - from2 === openTime.length - firstSlot ? place3 : { ...place3, gaps: gapsOf(place3, openTime) };
  });
  const [{ interval } = { interval: 0 }] = universe2;
  return { openTime, places, dayEnds: dayEndsOf(openTime, interval) };
}
function union(all) {
  const [first] = all;
  if (all.every((times) => isSame2(times, first))) return Float64Array.from(first ?? []);
  const merged = new Float64Array(all.reduce((sum, { length: length2 }) => sum + length2, 0));
  let length = 0;
  for (const times of all) for (let i = 0; i < times.length; i++) merged[length++] = times[i];
  merged.sort();
  return merged.filter((t, i) => i === 0 || t !== merged[i - 1]);
}
function isSame2(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
function gapsOf({ bars, from, to }, openTime) {
  const slotOf = new Int32Array(to - from + 1).fill(openTime.length);
  const rowOf = new Int32Array(openTime.length).fill(-1);
  for (let slot = 0, row = from; row < to; slot++) {
    if (openTime[slot] !== bars.openTime[row]) continue;
    slotOf[row - from] = slot;
    rowOf[slot] = row - from;
    row++;
  }
  return { slotOf, rowOf };
}
function dayEndsOf(openTime, interval) {
  const dayOf = (slot) => Math.floor((openTime[slot] + interval - 1) / day);
  const ends = [];
  for (let slot = 0; slot < openTime.length; slot++) {
    if (slot === openTime.length - 1 || dayOf(slot) !== dayOf(slot + 1)) ends.push(slot);
  }
  return Int32Array.from(ends);
}

// lab/backtest/fast/trades.ts
var reasons = ["enter", "rebalance", "exit", "time", "stop", "trailing", "target"];
var tradeNumbers = 12;
function tradesFrom(numbers3, symbols2) {
  return Array.from({ length: numbers3.length / tradeNumbers }, (_, k) => {
    const [lane, direction, openedAt, closedAt, size, bought, sold, feesUsd, slippageUsd, fundingUsd, moved, reason] = numbers3.subarray(k * tradeNumbers, (k + 1) * tradeNumbers);
    const [entryPrice, exitPrice] = direction > 0 ? [bought, sold] : [sold, bought];
    return {
      symbol: symbols2[lane],
      direction: direction > 0 ? 1 : -1,
      openedAt,
      closedAt,
      size,
      entryPrice,
      exitPrice,
      grossUsd: moved + slippageUsd,
      feesUsd,
      slippageUsd,
      fundingUsd,
      netUsd: moved - feesUsd - fundingUsd,
      reason: reasons[reason]
    };
  });
}

// lab/market/funding.ts
function fundingHours(openTime, interval) {
  const first = Math.ceil(openTime / hour);
  const last = Math.ceil((openTime + interval) / hour);
  return last - first;
}
function fundingPayment(size, price, rate, costs) {
  if (size === 0) return 0;
  if (rate === void 0 || Number.isNaN(rate)) return Math.abs(size) * price * fraction(costs.unknownFunding);
  const payment = size * price * rate;
  return payment > 0 ? payment * (costs.paidFundingFactor ?? 1) : payment || 0;
}

// lab/backtest/fast/funding-paid.ts
function fundingPaid({ bars, from, to }, costs, { funding }) {
  const rows = to - from;
  const [long, short, assumed] = [empty(rows), empty(rows), empty(rows)];
  let [longs, shorts, guesses] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const time = bars.openTime[from + i];
    const all = funding === "none" ? 0 : fundingHours(time, bars.interval);
    const first = all > 0 && time % hour === 0 ? 1 : 0;
    const rate = bars.funding?.[from + i];
    const isUnknown = rate === void 0 || Number.isNaN(rate);
    const ofLong = fundingPayment(1, bars.open[from + i], rate, costs);
    const ofShort = fundingPayment(-1, bars.open[from + i], rate, costs);
    long.open[i] = longs + first * ofLong;
    short.open[i] = shorts + first * ofShort;
    assumed.open[i] = guesses + (isUnknown ? first * ofLong : 0);
    long.close[i] = longs = long.open[i] + (all - first) * ofLong;
    short.close[i] = shorts = short.open[i] + (all - first) * ofShort;
    assumed.close[i] = guesses = assumed.open[i] + (isUnknown ? (all - first) * ofLong : 0);
  }
  return { long, short, assumed };
}
var empty = (rows) => ({ close: new Float64Array(rows), open: new Float64Array(rows) });

// lab/backtest/fast/risks.ts
var margin2 = 1.02;
function risksOf({ openTime, places }, costs, instruments) {
  const worst = new Float64Array(openTime.length);
  const jump = new Float64Array(openTime.length);
  places.forEach(({ bars, from, to, firstSlot, gaps }, k) => {
    const { tiers, funding } = instruments[k];
    const maintenance = Math.max(...tiers.map(maintenanceRate));
    const hours = Math.ceil(bars.interval / hour) + 1;
    for (let slot = firstSlot, row = from; slot < openTime.length; slot++) {
      const hasBar = gaps ? gaps.rowOf[slot] >= 0 : row < to;
      if (!hasBar) {
        worst[slot] = Math.max(worst[slot], maintenance * margin2);
        continue;
      }
      const open = bars.open[row];
      const before2 = row > from ? bars.close[row - 1] : open;
      const [high, low] = [Math.max(bars.high[row], before2), Math.min(bars.low[row], before2)];
      const known4 = bars.funding?.[row];
      const isUnknown = known4 === void 0 || Number.isNaN(known4);
      const hourly = isUnknown ? costs.unknownFunding / 1e4 : Math.abs(known4) * Math.max(1, costs.paidFundingFactor ?? 1);
      const rate = funding === "none" ? 0 : hourly;
      const most = (high - low + high * (maintenance + hours * rate)) / low;
      worst[slot] = Math.max(worst[slot], most * margin2);
      jump[slot] = Math.max(jump[slot], (Math.abs(open - before2) + open * rate) / before2);
      row++;
    }
  });
  return { worst, jump };
}

// lab/backtest/fast/world-layout.ts
var worldBytes = ({ openTime, places, dayEnds }) => 1e4 + 3 * 8 * openTime.length + 4 * dayEnds.length + places.reduce((sum, { from, to, gaps }) => {
  return sum + 2048 + 6 * 8 * (to - from) + (gaps ? (3 * 8 + 4) * openTime.length + 4 * (to - from + 1) : 0);
}, 0);
function layOut({ call }, room, timeline2, candles, costs, instruments) {
  const { openTime, places, dayEnds } = timeline2;
  const { worst, jump } = risksOf(timeline2, costs, instruments);
  const times = room.numbers(openTime);
  const risks = room.numbers(worst);
  const jumps = room.numbers(jump);
  const days = room.wholes(Int32Array.from([...dayEnds, -1]));
  const laneBytes = Number(call.laneBytes.value);
  const first = room.bytes(laneBytes * places.length);
  const lanes = places.map((_, k) => first + k * laneBytes);
  places.forEach((place3, k) => {
    laneOf(place3, lanes[k], instruments[k]);
  });
  return {
    timeline: timeline2,
    seen: places.map(({ bars, to }) => to < bars.close.length ? slice(bars, 0, to) : bars),
    instruments,
    lanes,
    leastLeverage: Math.min(...instruments.flatMap(({ tiers }) => tiers.map((tier2) => tier2.maxLeverage))),
    enter: () => call.setWorld(first, lanes.length, openTime.length, times, risks, jumps, days)
  };
  function laneOf(place3, lane, instrument) {
    const { from, to, firstSlot, gaps } = place3;
    const at = candles(place3);
    const rows = (column2) => column2 + 8 * from;
    const paid = fundingPaid(place3, costs, instrument);
    const [long, longOpen] = [room.numbers(paid.long.close), room.numbers(paid.long.open)];
    const [short, shortOpen] = [room.numbers(paid.short.close), room.numbers(paid.short.open)];
    const [assumed, assumedOpen] = [room.numbers(paid.assumed.close), room.numbers(paid.assumed.open)];
    const onto2 = (column2, values) => gaps ? room.numbers(carried(values, gaps.rowOf)) : column2 - 8 * firstSlot;
    call.layOut(
      lane,
      to - from,
      rows(at.open),
      rows(at.high),
      rows(at.low),
      rows(at.close),
      firstSlot,
      gaps ? room.wholes(gaps.slotOf) : 0,
      gaps ? room.wholes(gaps.rowOf) : 0,
      onto2(rows(at.close), place3.bars.close.subarray(from, to)),
      onto2(long, paid.long.close),
      onto2(short, paid.short.close)
    );
    const { price, sizeDecimals, minNotional, tiers } = instrument;
    const steps5 = room.numbers(Float64Array.from(tiers.flatMap((tier2) => [tier2.from, tier2.maxLeverage])));
    call.describe(
      ...[lane, long, longOpen, short, shortOpen, assumed, assumedOpen],
      ...[price.significant, price.decimals, 10 ** sizeDecimals, minNotional, steps5, tiers.length]
    );
  }
}
function carried(values, rowOf) {
  const out = new Float64Array(rowOf.length);
  let last = Number.NaN;
  for (let slot = 0; slot < out.length; slot++) {
    if (rowOf[slot] >= 0) last = values[rowOf[slot]];
    out[slot] = last;
  }
  return out;
}

// lab/backtest/fast/fast.ts
var worldsBytes = 48 * 2 ** 20;
function fastBacktest(market2, module) {
  const rows = market2.reduce((sum, { close }) => sum + close.length, 0);
  const longest = Math.max(0, ...market2.map(({ close }) => close.length));
  const whole3 = worldBytes(timelineOf(market2, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
  const tradeBytes = 8 * tradeNumbers * Math.min(rows, 5e5);
  const dueBytes = 8 * rows * Math.ceil(market2.length / 64);
  const fixedBytes = 2 ** 20 + 8 * 4 * rows + dueBytes + Math.ceil(rows / 8) + 24 * rows + tradeBytes + 400 * market2.length;
  const total = fixedBytes + whole3 + worldsBytes;
  const kernel2 = startKernel(module, total + looksBytes(rows, longest, market2.length) + 1024);
  const { memory, call } = kernel2;
  const fixed = arena(memory, pageBytes, fixedBytes);
  const worlds = arena(memory, fixedBytes, total);
  const looks = looksIn(kernel2, Math.ceil(total / 64) * 64, rows, longest, market2.length);
  call.setTables(fixed.numbers(powersOfTen()), fixed.numbers(digitsFrom()));
  const candles = new Map(
    market2.map((bars) => {
      const { open, high, low, close } = bars;
      const at = {
        open: fixed.numbers(open),
        high: fixed.numbers(high),
        low: fixed.numbers(low),
        close: fixed.numbers(close)
      };
      return [bars, at];
    })
  );
  const facts = new Float64Array(memory.buffer, fixed.bytes(factBytes), factNames.length);
  const dayEquity = fixed.bytes(8 * rows);
  const trades = fixed.bytes(tradeBytes);
  call.setScratch(
    fixed.bytes(8 * rows),
    fixed.bytes(8 * rows),
    fixed.bytes(Math.ceil(rows / 64) * 8),
    fixed.bytes(dueBytes),
    fixed.bytes(4 * market2.length),
    dayEquity,
    trades,
    trades + tradeBytes,
    facts.byteOffset
  );
  const known4 = /* @__PURE__ */ new Map();
  let together = 32;
  return {
    runAll,
    run(strategy, world2, indicators) {
      const outcomes = [];
      runAll([strategy], world2, indicators, (outcome) => outcomes.push(outcome));
      return outcomes[0];
    }
  };
  function runAll(strategies, world2, indicators, told) {
    if (strategies.length === 0) return;
    const laid = worldOf(universeOf(strategies), world2);
    for (let done = 0; done < strategies.length; ) {
      const some = strategies.slice(done, done + together);
      const looked = lookAll(some, laid, indicators);
      if (!looked) {
        if (some.length === 1) throw new RangeError("the kernel has no room for one strategy: a flaw of this program");
        together = Math.ceil(some.length / 2);
        continue;
      }
      together = Math.max(1, Math.min(1024, Math.floor(0.7 * some.length / looks.used())));
      laid.enter();
      some.forEach((strategy, i) => {
        told(walked(strategy, looked[i], laid, world2), done + i);
      });
      done += some.length;
    }
  }
  function universeOf(strategies) {
    const [{ universe: universe2 }] = strategies;
    const bars = universe2.map((symbol) => {
      const found2 = market2.find((bars2) => bars2.symbol === symbol);
      if (!found2) throw new RangeError(`no bars of ${symbol}, which the strategy trades`);
      return found2;
    });
    for (const strategy of strategies) {
      if (strategy.universe !== universe2 && strategy.universe.join() !== universe2.join())
        throw new RangeError(
          `strategies of ${universe2.join()} and of ${strategy.universe.join()}: expected one universe`
        );
      for (const one2 of bars) requireColumns2(strategy, one2);
    }
    return bars;
  }
  function lookAll(strategies, laid, indicators) {
    looks.forget();
    const found2 = strategies.map(() => []);
    for (const [k, { bars }] of laid.timeline.places.entries()) {
      const columns2 = candles.get(bars);
      for (let i = 0; i < strategies.length; i++) {
        const look = looks.look(strategies[i], laid, k, columns2, indicators);
        if (!look) return void 0;
        found2[i].push(look);
      }
    }
    return found2;
  }
  function walked(strategy, looked, laid, { cash, costs }) {
    const { exits, sizing, seeds: seeds2, ensemble, interval } = strategy;
    setExits(exits);
    call.setSizing(
      sizing.fraction,
      sizing.leverage,
      sizing.rebalance * smallestShare(seeds2, ensemble),
      sizing.scaling ? 1 : 0
    );
    call.setCosts(fraction(costs.taker), fraction(costs.maker), fraction(costs.slippage));
    call.setLeastLeverage(Math.min(sizing.leverage, laid.leastLeverage));
    for (let k = 0; k < looked.length; k++) {
      const { list: list2, changes: changes2, range } = looked[k];
      call.want(laid.lanes[k], list2, changes2, range);
    }
    if (call.run(cash, interval) === 0) return { slow: "a liquidation is possible" };
    return outcomeOf(laid, cash, interval, strategy.universe);
  }
  function setExits({ stop, stopAtr, trailing, trailingAtr, target, targetAtr, time }) {
    const { NaN: none2 } = Number;
    call.setExits(
      stop ?? none2,
      stopAtr ?? none2,
      trailing ?? none2,
      trailingAtr ?? none2,
      target ?? none2,
      targetAtr ?? none2,
      time ?? 2 ** 31 - 1
    );
  }
  function worldOf(universe2, world2) {
    const { from, to, costs, instruments } = world2;
    const rules2 = universe2.map(({ symbol }) => instrumentOf(instruments, symbol));
    const key = `${universe2.map((bars) => market2.indexOf(bars)).join()}|${from}|${to}|${fundingKey(costs)}`;
    const before2 = known4.get(key);
    if (before2?.instruments.every((instrument, k) => instrument === rules2[k])) return before2;
    const timeline2 = timelineOf(universe2, from, to);
    if (worlds.left() < worldBytes(timeline2)) {
      worlds.takeBack();
      known4.clear();
    }
    const laid = layOut(kernel2, worlds, timeline2, ({ bars }) => candles.get(bars), costs, rules2);
    known4.set(key, laid);
    return laid;
  }
  function outcomeOf({ timeline: timeline2 }, cash, interval, symbols2) {
    const { openTime, dayEnds } = timeline2;
    const slots = openTime.length;
    const fact = (name3) => facts[factAt[name3]];
    const daily = new Float64Array(dayEnds.length);
    const ends = new Float64Array(memory.buffer, dayEquity, dayEnds.length);
    for (let i = 0, before2 = cash; i < daily.length; before2 = ends[i++]) {
      daily[i] = before2 > 0 ? ends[i] / before2 - 1 : 0;
    }
    const perSlot = (sum) => slots === 0 ? void 0 : sum / slots;
    const metrics = metricsOf({
      cash,
      last: slots === 0 ? cash : fact("lastEquity"),
      days: slots === 0 ? 0 : (openTime[slots - 1] - openTime[0] + interval) / day,
      returns: daily,
      maxDrawdown: fact("deepest"),
      longestUnderWaterDays: fact("longestUnderWater") / day,
      trades: {
        count: fact("trades"),
        wins: fact("wins"),
        losses: fact("losses"),
        gainedUsd: fact("gained"),
        lostUsd: fact("lost"),
        netUsd: fact("net"),
        held: fact("holdingTime"),
        longestWinningStreak: fact("winningStreak"),
        longestLosingStreak: fact("losingStreak")
      },
      timeInMarket: perSlot(fact("heldSlots")),
      meanGross: perSlot(fact("grossSum")),
      meanEquity: perSlot(fact("equitySum")),
      tradedUsd: fact("traded"),
      feesUsd: fact("fees"),
      slippageUsd: fact("slippage"),
      fundingUsd: fact("funding"),
      assumedFundingUsd: fact("assumedFunding"),
      liquidations: 0
    });
    const written = call.tradesWritten();
    return {
      metrics,
      daily,
      trades: () => tradesFrom(new Float64Array(memory.buffer, trades, written / 8), symbols2)
    };
  }
}
var fundingKey = ({ unknownFunding, paidFundingFactor = 1 }) => `${unknownFunding}|${paidFundingFactor}`;

// lab/bundle/kernel.ts
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync as existsSync2, mkdtempSync as mkdtempSync2, readdirSync as readdirSync2, readFileSync as readFileSync2, rmSync as rmSync2, writeFileSync as writeFileSync2 } from "node:fs";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";
import { promisify } from "node:util";

// lab/bundle/cache-folder.ts
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var root = packageAround(dirname(fileURLToPath(import.meta.url)));
var cacheFolder = join(root, "node_modules", ".cache", "seedbed");
function place2(folder, name3, content) {
  try {
    return placeIn(folder, name3, content);
  } catch (error) {
    const { code = "" } = error;
    if (!["EROFS", "EACCES", "EPERM", "ENOSPC"].includes(code)) throw error;
    return placeIn(passing(), name3, content);
  }
}
function placeIn(folder, name3, content) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name3);
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, path);
  return path;
}
var passingFolder;
function passing() {
  if (passingFolder === void 0) {
    const made = mkdtempSync(join(tmpdir(), "seedbed-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    passingFolder = made;
  }
  return passingFolder;
}
function packageAround(folder) {
  const parent = dirname(folder);
  return existsSync(join(folder, "package.json")) || parent === folder ? folder : packageAround(parent);
}

// lab/bundle/kernel.ts
var sources = join2(root, "lab", "backtest", "fast", "kernel");
var options = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--enable", "simd", "--debug"];
var loaded;
function kernelModule() {
  loaded ??= load();
  return loaded;
}
async function load() {
  const texts2 = new Map(
    readdirSync2(sources).filter((name4) => name4.endsWith(".as")).sort().map((name4) => [name4, readFileSync2(join2(sources, name4), "utf8")])
  );
  const hash = createHash("sha256").update(options.join());
  for (const [name4, text] of texts2) hash.update(`${name4}\0${text}\0`);
  const name3 = `kernel-${hash.digest("hex").slice(0, 32)}.wasm`;
  const kept = join2(cacheFolder, name3);
  if (existsSync2(kept)) return WebAssembly.compile(new Uint8Array(readFileSync2(kept)));
  const binary = await compiled(texts2);
  place2(cacheFolder, name3, binary);
  return WebAssembly.compile(binary);
}
async function compiled(texts2) {
  const folder = mkdtempSync2(join2(tmpdir2(), "seedbed-kernel-"));
  try {
    for (const [name3, text] of texts2) writeFileSync2(join2(folder, name3.replace(/\.as$/, ".ts")), text);
    const args = [compiler, "kernel.ts", "--outFile", "kernel.wasm", ...options];
    await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(({ stderr, message }) => {
      throw new Error(`the kernel does not compile:
${stderr || message}`);
    });
    return new Uint8Array(readFileSync2(join2(folder, "kernel.wasm")));
  } finally {
    rmSync2(folder, { recursive: true, force: true });
  }
}
var compiler = join2(root, "node_modules", "assemblyscript", "bin", "asc.js");

// lab/data/synthetic/path.ts
var jumpsPerDay = 1 / 15;
var jumpSize = 6;
var restingFunding = 125e-7;
function symbolPath({ chance, factor, regimes: regimes2, correlation: correlation2, edge, persistence, interval }) {
  const n = factor.length;
  const [own, jumps, drift2, range, activity] = ["own", "jumps", "drift", "range", "activity"].map(chance);
  const path = {
    open: new Float64Array(n),
    high: new Float64Array(n),
    low: new Float64Array(n),
    close: new Float64Array(n),
    volume: new Float64Array(n),
    funding: new Float64Array(n)
  };
  const jumpsPerBar = jumpsPerDay * interval / day;
  let price = 10 ** (1 + 3 * own());
  const usualVolume = 2e6 / price;
  let sign = drift2() < 0.5 ? -1 : 1;
  let premium = 0;
  for (let i = 0; i < n; i++) {
    const volatility3 = regimes2[i];
    if (drift2() < 1 / persistence) sign = -sign;
    const shock = Math.sqrt(correlation2) * factor[i] + Math.sqrt(1 - correlation2) * gaussian(own);
    const jump = jumps() < jumpsPerBar ? jumpSize * gaussian(jumps) : 0;
    const variance2 = volatility3 ** 2 * (1 + jumpsPerBar * jumpSize ** 2);
    const move = volatility3 * (shock + jump + edge * sign) - variance2 / 2;
    path.open[i] = price;
    const close = price * Math.exp(move);
    path.high[i] = price * Math.exp(bridge(move, volatility3, range));
    path.low[i] = price * Math.exp(-bridge(-move, volatility3, range));
    path.close[i] = close;
    path.volume[i] = usualVolume * (0.4 + 100 * volatility3 + 40 * Math.abs(move)) * Math.exp(0.4 * gaussian(activity));
    path.funding[i] = restingFunding + premium;
    premium = premium * (1 - Math.min(1, interval / day)) + 6e-4 * move * (interval / hour);
    price = close;
  }
  return path;
}
function bridge(move, volatility3, chance) {
  return (move + Math.sqrt(move ** 2 - 2 * volatility3 ** 2 * Math.log(1 - chance()))) / 2;
}

// lab/data/synthetic/regimes.ts
var hourlyVolatility = [3e-3, 6e-3, 0.012];
var meanStay = 10 * day;
function volatilityRegimes(chance, bars, interval) {
  const leave = interval / meanStay;
  const scale = Math.sqrt(interval / hour);
  let regime2 = 1;
  return Float64Array.from({ length: bars }, () => {
    if (chance() < leave) regime2 = regime2 === 1 ? chance() < 0.6 ? 0 : 2 : 1;
    return hourlyVolatility[regime2] * scale;
  });
}

// lab/data/synthetic/market.ts
var epoch = epochMs(Date.UTC(2023, 0, 1));
var syntheticVenue = "synthetic";
function syntheticMarket(options2) {
  const {
    seed: seed4,
    symbols: symbols2,
    bars,
    interval = hour,
    start = epoch,
    edge = 0,
    persistence = 120,
    correlation: correlation2 = 0.5,
    gaps = 2e-4
  } = options2;
  const regimes2 = volatilityRegimes(stream(seed4, "regimes"), bars, interval);
  const common = stream(seed4, "market");
  const factor = Float64Array.from({ length: bars }, () => gaussian(common));
  return symbols2.map((symbol) => {
    const path = symbolPath({
      chance: (name3) => stream(seed4, symbol, name3),
      factor,
      regimes: regimes2,
      correlation: correlation2,
      edge,
      persistence,
      interval
    });
    return withoutGaps(symbol, path, stream(seed4, symbol, "gaps"), { interval, start, gaps });
  });
}
function withoutGaps(symbol, path, chance, { interval, start, gaps }) {
  const rows = Array.from({ length: path.close.length }, (_, i) => i).filter((i) => i === 0 || chance() >= gaps);
  const column2 = (values) => Float64Array.from(rows, (i) => values[i]);
  return makeBars({
    symbol,
    venue: syntheticVenue,
    synthetic: true,
    interval,
    openTime: Float64Array.from(rows, (i) => start + i * interval),
    open: column2(path.open),
    high: column2(path.high),
    low: column2(path.low),
    close: column2(path.close),
    volume: column2(path.volume),
    funding: column2(path.funding)
  });
}

// lab/seeds/draw.ts
function drawGene({ kind: kind2, min, max }, chance) {
  return kind2 === "int" ? integer(chance, min, max) : roundGene(min + chance() * (max - min));
}
var drawGenes = (specs, chance) => Object.fromEntries(Object.entries(specs).map(([name3, spec]) => [name3, drawGene(spec, chance)]));
var roundGene = (x) => Number(x.toPrecision(6));

// lab/market/instruments.ts
var marginTables = {
  51: [tier(0, 10), tier(3e6, 5)],
  52: [tier(0, 10), tier(2e7, 5)],
  53: [tier(0, 20), tier(4e7, 10)],
  54: [tier(0, 20), tier(7e7, 10)],
  55: [tier(0, 25), tier(1e8, 15)],
  56: [tier(0, 40), tier(15e7, 20)]
};
var universe = {
  AAVE: [2, 52],
  ADA: [0, 52],
  APT: [2, 52],
  AR: [2, 5],
  ARB: [1, 51],
  ATOM: [2, 5],
  AVAX: [2, 52],
  BCH: [3, 52],
  BNB: [3, 51],
  BTC: [5, 56],
  DOGE: [0, 52],
  DOT: [1, 51],
  ENA: [0, 52],
  ETH: [4, 55],
  FARTCOIN: [1, 52],
  FET: [0, 5],
  FIL: [1, 5],
  HYPE: [2, 52],
  ICP: [1, 5],
  INJ: [1, 51],
  LINK: [1, 52],
  LTC: [2, 52],
  NEAR: [1, 52],
  ONDO: [0, 51],
  OP: [1, 51],
  RENDER: [1, 5],
  SEI: [0, 51],
  SOL: [2, 54],
  STX: [1, 5],
  SUI: [1, 52],
  TAO: [3, 5],
  TIA: [1, 52],
  TRUMP: [1, 52],
  TRX: [0, 51],
  WIF: [0, 5],
  WLD: [1, 52],
  XRP: [0, 53],
  kBONK: [0, 52],
  kFLOKI: [0, 5],
  kPEPE: [0, 52],
  kSHIB: [0, 51]
};
var hyperliquidInstruments = new Map(
  Object.entries(universe).flatMap(([coin, [sizeDecimals, table]]) => {
    const listed = perpetual(coin, sizeDecimals, 6 - sizeDecimals, table < 50 ? [tier(0, table)] : marginTables[table]);
    return [listed, ...coin.startsWith("k") ? [byTheCoin(listed)] : []].map((found2) => [found2.symbol, found2]);
  })
);
function syntheticInstrument(symbol) {
  if (!/^SYN-./.test(symbol)) throw new RangeError(`"${symbol}" is not a synthetic market: expected SYN-A, SYN-B \u2026`);
  return perpetual(symbol, 3, 3, [tier(0, 20), tier(5e6, 10)]);
}
function tier(from, maxLeverage) {
  return { from, maxLeverage };
}
function perpetual(symbol, sizeDecimals, priceDecimals, tiers) {
  const price = { significant: 5, decimals: priceDecimals };
  return { symbol, price, sizeDecimals, minNotional: 10, tiers, funding: "hourly" };
}
function byTheCoin({ symbol, sizeDecimals, price, tiers }) {
  return perpetual(symbol.slice(1), sizeDecimals - 3, price.decimals + 3, tiers);
}

// lab/testing/crafted.ts
var newYear = epochMs(17040672e5);
var syntheticInstruments = (symbols2) => new Map(symbols2.map((symbol) => [symbol, syntheticInstrument(symbol)]));

// zz-wal.mts
var kernel = await kernelModule();
var symbols = Array.from({ length: 25 }, (_, i) => `SYN-${String.fromCharCode(65 + i)}`);
var market = syntheticMarket({ seed: 9, symbols, bars: 17520, edge: 0.02, gaps: 0 });
var fast = fastBacktest(market, kernel);
var world = { cash: 1e4, costs: hyperliquidCosts, instruments: syntheticInstruments(symbols), from: epochMs(market[0].openTime[0]), to: epochMs(market[0].openTime.at(-1) + 36e5) };
for (const name3 of (process.env.SEEDS ?? "ema-cross,rsi,donchian-breakout,bollinger").split(",")) {
  const seed4 = seeds.find((s) => s.name === name3);
  const chance = random(7);
  const strategies = Array.from({ length: +(process.env.N ?? 40) }, () => ({ universe: symbols, interval: 36e5, exits: { stop: 0.05 }, seeds: [{ name: name3, weight: 1, genes: drawGenes(seed4.genes, chance) }], sizing: { fraction: 0.5 / 25, leverage: 3, rebalance: 0.25 } }));
  const memo = createMemo(+(process.env.MEMO ?? 96) * 2 ** 20);
  const ind = memoised(memo);
  for (const s of strategies.slice(0, 3)) fast.run(s, world, ind);
  globalThis.RUN = 0;
  const c0 = process.cpuUsage();
  const t = performance.now();
  let tr = 0;
  fast.runAll(strategies, world, ind, (f) => {
    if ("metrics" in f) tr += f.metrics.trades;
    else console.log("slow");
  });
  const c1 = process.cpuUsage(c0);
  const ms = (c1.user + c1.system) / 1e3 / strategies.length;
  const wall = (performance.now() - t) / strategies.length;
  console.log(name3, ms.toFixed(2), "ms cpu", wall.toFixed(2), "wall", (ms * 1e6 / 25 / 17520).toFixed(1), "ns", (tr / strategies.length).toFixed(0), "trades", JSON.stringify(memo.counts()), "run", (globalThis.RUN / strategies.length * 1e6 / 25 / 17520).toFixed(1), "ns");
}
