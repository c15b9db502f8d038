"""Reference values for the scalings, from a library that shares no code with ours. Writes values.csv."""

import sys

import numpy as np

rows = 260
random = np.random.default_rng(2_006)
storm = np.where(np.arange(rows) < 150, 0.006, 0.02)  # calm, then wild
close = np.round(100 * np.exp(np.cumsum(storm * random.standard_normal(rows))), 3)
opinion = np.repeat(np.round(random.uniform(-1, 1, rows // 10), 2), 10)
hours = 24 * 365
fraction = 0.25

window, target = 48, 0.1
growth = np.diff(np.log(close), prepend=np.nan)
volatility = np.full(rows, np.nan)
for i in range(window, rows):
    volatility[i] = np.std(growth[i - window + 1 : i + 1], ddof=1) * np.sqrt(hours)
target_share = target / (fraction * volatility)

kelly_window, multiplier = 100, 0.25
change = np.diff(close, prepend=np.nan) / np.roll(close, 1)
earned = np.roll(opinion, 1) * change
kelly_share = np.full(rows, np.nan)
for i in range(kelly_window, rows):
    past = earned[i - kelly_window + 1 : i + 1]
    kelly_share[i] = multiplier * np.mean(past) / np.var(past, ddof=1) / fraction

reach = 0.8
momentum_share = np.full(rows, np.nan)
for i in range(window, rows):
    hourly = volatility[i] / np.sqrt(hours)
    moved = [np.log(close[i] / close[i - k]) / (hourly * np.sqrt(k)) for k in (5, 20)]
    strength = 0.6 * moved[0] + 0.4 * moved[1]
    momentum_share[i] = np.clip((1 + reach * np.sign(opinion[i]) * strength) / 2, 0, 1)

columns = {
    "close": close,
    "opinion": opinion,
    "target": target_share,
    "kelly": kelly_share,
    "momentum": momentum_share,
}
print(",".join(columns))
for i in range(rows):
    sys.stdout.write(",".join("" if np.isnan(c[i]) else repr(float(c[i])) for c in columns.values()) + "\n")
