"""Reference values for the indicators, from libraries that share no code with ours. Writes values.csv."""

import sys

import numpy as np
import pandas as pd
import talib
from scipy.stats import percentileofscore
from statsmodels.nonparametric.kernel_regression import KernelReg
from statsmodels.stats.weightstats import DescrStatsW

rows = 72
random = np.random.default_rng(20_231)
close = np.round(100 * np.exp(np.cumsum(0.02 * random.standard_normal(rows))), 2)
close[40:46] = close[40]  # a market that stands still: ties, and changes of nothing
open_ = np.concatenate([[100.0], close[:-1]])
high = np.round(np.maximum(open_, close) * (1 + 0.01 * random.random(rows)), 2)
low = np.round(np.minimum(open_, close) * (1 - 0.01 * random.random(rows)), 2)
volume = np.round(50 * np.exp(random.standard_normal(rows)), 3)

x, y = pd.Series(close), pd.Series(volume)
typical = pd.Series((high + low + close) / 3)
change = x.diff()
gains = change.clip(lower=0).where(change.notna())
losses = (-change).clip(lower=0).where(change.notna())


def windows(f, period):
    return [np.nan] * (period - 1) + [f(close[i + 1 - period : i + 1]) for i in range(period - 1, rows)]


def wilder(values, period):
    started = np.concatenate([[np.nan] * (period - 1), [values[:period].mean()], values[period:]])
    return pd.Series(started).ewm(alpha=1 / period, adjust=False).mean()


def traded_deviation(period):
    return [np.nan] * (period - 1) + [
        DescrStatsW(typical[i + 1 - period : i + 1], volume[i + 1 - period : i + 1], ddof=0).std
        for i in range(period - 1, rows)
    ]


def gaussian_now(w, bandwidth):
    """The local-constant regression of a window on its own time, at the newest row."""
    time = np.arange(1.0 - len(w), 1.0)
    return KernelReg(w, time, "c", reg_type="lc", bw=[bandwidth]).fit([0.0])[0][0]


def epanechnikov_now(w):
    return np.average(w, weights=1 - (np.arange(len(w))[::-1] / len(w)) ** 2)


macd = talib.EMA(close, 5) - talib.EMA(close, 12)
# Theirs has no first range: it is the bar's own.
true_range = np.concatenate([[high[0] - low[0]], talib.TRANGE(high, low, close)[1:]])
upper, middle, lower = talib.BBANDS(close, 20, 2, 2)
_, k = talib.STOCHF(high, low, close, 14, 3, 0)
_, d = talib.STOCH(high, low, close, 14, 3, 0, 3, 0)
values = {
    "sma 7": talib.SMA(close, 7),
    "ema 7": talib.EMA(close, 7),
    "wma 7": talib.WMA(close, 7),
    "macd 5 12 4 macd": macd,
    "macd 5 12 4 signal": talib.EMA(macd, 4),
    "rsiWilder 14": talib.RSI(close, 14),
    "rsiCutler 14": 100 * gains.rolling(14).mean() / (gains.rolling(14).mean() + losses.rolling(14).mean()),
    "bollinger 20 2 lower": lower,
    "bollinger 20 2 middle": middle,
    "bollinger 20 2 upper": upper,
    "donchian 9 lower": talib.MIN(low, 9),
    "donchian 9 upper": talib.MAX(high, 9),
    "stochastic 14 3 3 k": k,
    "stochastic 14 3 3 d": d,
    "vwap 6": (typical * y).rolling(6).sum() / y.rolling(6).sum(),
    "rollingSum 7": x.rolling(7).sum(),
    "rollingStd 7": windows(lambda w: np.std(w, ddof=1), 7),
    "rollingMin 7": x.rolling(7).min(),
    "rollingMax 7": x.rolling(7).max(),
    "rollingQuantile 7 0.3": windows(lambda w: np.quantile(w, 0.3), 7),
    "rollingQuantile 8 0.5": windows(np.median, 8),
    "rollingRank 7": windows(lambda w: percentileofscore(w, w[-1], kind="mean") / 100, 7),
    "rollingCorrelation 9": x.rolling(9).corr(y),
    "simpleReturns 3": x.pct_change(3),
    "logReturns 1": np.log(x).diff(),
    "atr 14": wilder(true_range, 14),
    "wilder 7": wilder(close, 7),
    "trueRange": true_range,
    "donchian 9 middle": talib.MIDPRICE(high, low, 9),
    "vwapDeviation 6": traded_deviation(6),
    "kernelGaussian 4": windows(lambda w: gaussian_now(w, 4), 12),
    "kernelEpanechnikov 9": windows(epanechnikov_now, 9),
}

bars = {"open": open_, "high": high, "low": low, "close": close, "volume": volume}
pd.DataFrame(bars | values).to_csv(sys.stdout, index=False)
