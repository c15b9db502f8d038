"""Reference values for the regimes, from libraries that share no code with ours. Writes values.csv."""

import sys

import numpy as np
import pandas as pd
from scipy.stats import pearsonr, percentileofscore, spearmanr, ttest_1samp

rows = 140
random = np.random.default_rng(20_261)
shared = random.standard_normal(rows)
storm = np.where(np.arange(rows) < 90, 0.01, 0.03)  # calm, then wild


def path(weight):
    noise = random.standard_normal(rows)
    return np.round(100 * np.exp(np.cumsum(storm * (weight * shared + np.sqrt(1 - weight**2) * noise))), 3)


a, b, c = pd.Series(path(0.9)), pd.Series(path(0.6)), pd.Series(path(-0.3))
b[[20, 21, 77]] = np.nan  # bars that do not exist
b[100:126] = np.nan
c[:35] = np.nan  # a symbol that is listed later
volume = pd.Series(np.round(50 * np.exp(random.standard_normal(rows)), 3))
mood = pd.Series(np.clip(np.round(50 + np.cumsum(8 * random.standard_normal(rows))), 0, 100))

returns = [np.log(x / x.shift(1)).to_numpy() for x in (a, b, c)]
growth = pd.Series(returns[0])
volatility = growth.rolling(20).std() * np.sqrt(8760)


def windows(f, x, period):
    x = np.asarray(x)
    cut = [x[i + 1 - period : i + 1] for i in range(period - 1, rows)]
    return [np.nan] * (period - 1) + [np.nan if np.isnan(w).any() else f(w) for w in cut]


def pairs(f, x, y, period, least):
    out = []
    for i in range(rows):
        u, v = x[max(0, i + 1 - period) : i + 1], y[max(0, i + 1 - period) : i + 1]
        both = np.isfinite(u) & np.isfinite(v)
        out.append(f(u[both], v[both]).statistic if both.sum() >= least else np.nan)
    return np.array(out)


ra, rb, rc = returns
known = [pairs(pearsonr, x, y, 40, 20) for x, y in ((ra, rb), (ra, rc), (rb, rc))]
fast, slow = volume.rolling(5).mean(), volume.rolling(20).mean()
values = {
    "annualVolatility 20": volatility,
    "rank of volatility 50": windows(lambda w: percentileofscore(w, w[-1], kind="mean") / 100, volatility, 50),
    "volumeRatio 20": (volume / slow).clip(0.1, 5),
    "volumeTrend 5 20": np.where(slow.isna(), np.nan, np.select([fast / slow > 1.1, fast / slow < 0.9], [1, -1], 0)),
    "volumeMomentum 5": (fast / fast.shift(5) - 1).clip(-1, 1),
    "trendStrength 30": windows(lambda w: ttest_1samp(w, 0).statistic, growth, 30),
    "pearson a b 40 20": known[0],
    "pearson b c 40 20": known[2],
    "spearman a b 40 20": pairs(spearmanr, ra, rb, 40, 20),
    "strength 40 20": pd.DataFrame(np.abs(known)).mean(),
    "mood direction": np.where(mood.diff().isna(), np.nan, np.sign(mood.diff().where(mood.diff().abs() > 2, 0))),
    "mood strength": np.minimum(mood.diff().abs() / 50, 1),
    "mood volatility": windows(np.std, mood / 100, 7),
}

made_up = {"a": a, "b": b, "c": c, "volume": volume, "mood": mood}
pd.DataFrame(made_up | values).to_csv(sys.stdout, index=False)
