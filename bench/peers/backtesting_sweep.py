"""The sweep in backtesting.py, a setting after the other: python backtesting_sweep.py FOLDER SETTINGS ROUNDS.

Signals and ranges are made beforehand and not timed. It knows whole units only, so prices are divided by a thousand; commission stands for fee and slippage.
Prints JSON as vectorbt_sweep.py does.
"""

import json
import sys
import time
import warnings

import backtesting
import numpy as np
import pandas as pd
from backtesting import Backtest, Strategy

warnings.filterwarnings("ignore")
backtesting.backtesting._tqdm = lambda sequence, **_: sequence
folder, count, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
time_, open_, high, low, close = np.fromfile(f"{folder}/bars.f64").reshape(5, -1)
settings = np.fromfile(f"{folder}/settings.f64").reshape(-1, 6)[:count]
unit = 1000
bars = pd.DataFrame(
    dict(Open=open_ / unit, High=high / unit, Low=low / unit, Close=close / unit, Volume=1.0),
    index=pd.to_datetime(time_.astype("int64"), unit="ms"),
)
change = pd.Series(close).diff()
gains, losses = change.clip(lower=0), -change.clip(upper=0)
before = np.r_[close[0], close[:-1]]
ranges = pd.Series(np.maximum(high, before) - np.minimum(low, before))
averages = {}


def ema(period):
    if period not in averages:
        out = np.full(len(close), np.nan)
        out[period - 1] = close[:period].mean()
        for i in range(period, len(close)):
            out[i] = out[i - 1] + 2 / (period + 1) * (close[i] - out[i - 1])
        averages[period] = out
    return averages[period]


def prepared(setting):
    fast, slow, rsi, below, window = (int(x) for x in setting[:5])
    up, down = gains.rolling(rsi).sum(), losses.rolling(rsi).sum()
    wanted = (ema(fast) > ema(slow)) & ((100 * up / (up + down)).values < below)
    wanted[: 12 * slow + 1] = False
    return wanted, setting[5] * ranges.rolling(window).mean().values / unit


class Trailing(Strategy):
    wanted = None
    distances = None

    def init(self):
        pass

    def next(self):
        i = len(self.data) - 1
        if self.trades:
            (trade,) = self.trades
            if not self.wanted[i]:
                trade.close()
                return
            if self.data.High[-1] > self.top:
                self.top = self.data.High[-1]
                trade.sl = max(trade.sl, self.top - self.distance)
        elif self.wanted[i] and not self.wanted[i - 1]:
            price = self.data.Close[-1] * 1.0002
            self.top, self.distance = price, self.distances[i]
            self.buy(size=0.5, sl=price - self.distance)


ready = [prepared(setting) for setting in settings]
seconds = []
for _ in range(rounds):
    trades, returns, spent = [], [], 0.0
    for wanted, distances in ready:
        Trailing.wanted, Trailing.distances = wanted, distances
        test = Backtest(bars, Trailing, cash=10000, commission=0.00065, margin=1, finalize_trades=False)
        begun = time.perf_counter()
        result = test.run()
        spent += time.perf_counter() - begun
        trades.append(int(result["# Trades"]))
        returns.append(float(result["Return [%]"]) / 100)
    seconds.append(spent)
print(json.dumps(dict(seconds=seconds, trades=trades, returns=returns, version=backtesting.__version__)))
