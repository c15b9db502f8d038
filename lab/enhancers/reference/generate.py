"""Reference values for what enhancers go by, from libraries that share no code with ours. Writes values.csv."""

import sys

import numpy as np
import pandas as pd

rows = 240
random = np.random.default_rng(20_241)
start = pd.Timestamp("2024-03-01 05:00")
hours = pd.date_range(start, periods=rows, freq="h")
factor = 0.01 * random.standard_normal(rows)
closes = {}
for name, weight in {"a": 1.0, "b": 0.9, "c": -0.5}.items():
    steps = weight * factor + 0.007 * random.standard_normal(rows)
    closes[name] = np.round(100 * np.exp(np.cumsum(steps)), 3)
table = pd.DataFrame(closes, index=hours)
table.loc[hours[[77, 78, 150]], "a"] = np.nan
table.loc[hours[random.random(rows) < 0.05], "b"] = np.nan
table.loc[hours[:40], "c"] = np.nan
own = table.index[table["a"].notna()]


def longer_sides(bars, period):
    """Sign of close less mean close, by whole longer bars, as known when each bar of a closes."""
    buckets = table["a"].resample(f"{bars}h", origin="epoch")
    close = buckets.last().where(buckets.count() == bars)
    side = np.sign(close - close.rolling(period, min_periods=period).mean())
    closed = (own + pd.Timedelta(hours=1)).floor(f"{bars}h") - pd.Timedelta(hours=bars)
    return side.reindex(closed).to_numpy()


returns = np.log(table / table.shift(1)).loc[own]


def rho(other, window):
    return returns["a"].rolling(window, min_periods=(window + 1) // 2).corr(returns[other])


def crowd(window):
    strength = pd.concat([rho("b", window).abs(), rho("c", window).abs()], axis=1).mean(axis=1)
    return np.round(20 * strength)


def pull(window, lookback):
    votes = {}
    for other in ["b", "c"]:
        move = np.log(table[other] / table[other].shift(lookback)).loc[own]
        size = np.sqrt((returns[other] ** 2).rolling(window, min_periods=1).mean())
        size[: window - 1] = np.nan
        votes[other] = rho(other, window) * move / size
    return np.sign(pd.DataFrame(votes).sum(axis=1, min_count=1))


on_own = pd.DataFrame(
    {
        "longerSides 4 5": longer_sides(4, 5),
        "longerSides 3 2": longer_sides(3, 2),
        "longerSides 12 4": longer_sides(12, 4),
        "crowd 30": crowd(30).to_numpy(),
        "crowd 61": crowd(61).to_numpy(),
        "pull 30 6": pull(30, 6).to_numpy(),
        "pull 20 1": pull(20, 1).to_numpy(),
        "pull 30 48": pull(30, 48).to_numpy(),
    },
    index=own,
)
out = table.join(on_own)
out.insert(0, "t", (out.index - pd.Timestamp(0)) // pd.Timedelta(milliseconds=1))
out.to_csv(sys.stdout, index=False)
