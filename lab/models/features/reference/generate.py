"""Reference values for the features, by pandas, numpy and scipy, which share no code with ours. Writes bars.csv and values.csv."""

import numpy as np
import pandas as pd
from scipy.stats import linregress, ttest_1samp

rows, shown = 330, 60
random = np.random.default_rng(45)
time = pd.date_range("2024-02-27 05:00", periods=rows, freq="h", tz="UTC")
shared = random.standard_normal(rows)


def path(weight):
    noise = random.standard_normal(rows)
    return pd.Series(np.round(100 * np.exp(np.cumsum(0.01 * (weight * shared + noise))), 3), time)


close = path(0.8)
open_ = close.shift(1).fillna(100.0)
high = np.round(np.maximum(open_, close) * (1 + 0.006 * random.random(rows)), 3)
low = np.round(np.minimum(open_, close) * (1 - 0.006 * random.random(rows)), 3)
volume = pd.Series(np.round(50 * np.exp(random.standard_normal(rows)), 3), time)
closes = pd.DataFrame({"A": close, "B": path(0.5), "C": path(-0.2), "D": path(1.0)})

closes.loc[time[150], "A"] = np.nan  # bars that do not exist
closes.loc[time[[275, 276, 300]], "B"] = np.nan
closes.loc[time[:70], "C"] = np.nan  # a symbol that is listed later
closes.loc[time[250:310], "D"] = np.nan

own = pd.DataFrame({"open": open_, "high": high, "low": low, "close": close, "volume": volume})[closes["A"].notna()]
O, H, L, C, V = (own[name] for name in own)


def ema(x, period):
    """Started from the mean of the first window, as TA-Lib does."""
    known = x.dropna()
    started = known.iloc[period - 1 :].copy()
    started.iloc[0] = known.iloc[:period].mean()
    return started.ewm(alpha=2 / (period + 1), adjust=False).mean().reindex(x.index)


def back(bars):
    return np.log(C / C.shift(bars))


spans = own.index.to_series().diff() / pd.Timedelta("1h")
r = back(1) / np.sqrt(spans)
before = C.shift(1)
true_range = pd.concat([H - L, (H - before).abs(), (L - before).abs()], axis=1).max(axis=1)
change = C.diff()
gains, losses = change.clip(lower=0).rolling(14).sum(), (-change).clip(lower=0).rolling(14).sum()
m = ema(C, 12) - ema(C, 26)
middle, deviation = C.rolling(24).mean(), C.rolling(24).std(ddof=0)
typical = (H + L + C) / 3
lowest, highest = L.rolling(14).min(), H.rolling(14).max()

opened = own.index.to_series()
hours = opened.dt.hour + opened.dt.minute / 60
days = opened.dt.day_of_week  # Monday is 0

steps = np.log(closes).diff()  # NaN beside a missing bar
sums = steps.rolling(24).sum()  # NaN where any of the 24 is
others = steps.drop(columns="A").mean(axis=1)

values = {
    "return_1": back(1),
    "return_4": back(4),
    "return_12": back(12),
    "return_24": back(24),
    "return_72": back(72),
    "return_168": back(168),
    "close_to_sma_24": C / C.rolling(24).mean() - 1,
    "close_to_sma_168": C / C.rolling(168).mean() - 1,
    "sma_24_to_sma_72": C.rolling(24).mean() / C.rolling(72).mean() - 1,
    "ema_12_to_ema_26": ema(C, 12) / ema(C, 26) - 1,
    "slope_48": C.rolling(48).apply(lambda w: linregress(np.arange(48), w).slope / w.mean(), raw=True),
    "trend_strength_72": r.rolling(72).apply(lambda w: ttest_1samp(w, 0).statistic, raw=True),
    "rsi_14": gains / (gains + losses),
    "stochastic_14": ((C - lowest) / (highest - lowest)).rolling(3).mean(),
    "macd_histogram": (m - ema(m, 9)) / C,
    "efficiency_24": back(24) / back(1).abs().rolling(24).sum(),
    "acceleration_12": back(12) - back(12).shift(12),
    "share_rising_24": ((change > 0) + 0.5 * (change == 0)).rolling(24).mean(),
    "volatility_24": r.rolling(24).std(),
    "volatility_168": r.rolling(168).std(),
    "volatility_24_to_168": r.rolling(24).std() / r.rolling(168).std(),
    "true_range_24": true_range.rolling(24).mean() / C,
    "parkinson_24": np.sqrt((np.log(H / L) ** 2).rolling(24).mean() / (4 * np.log(2))),
    "downside_share_72": (r.clip(upper=0) ** 2).rolling(72).sum() / (r**2).rolling(72).sum(),
    "volume_to_mean_24": V / V.rolling(24).mean(),
    "volume_z_168": (V - V.rolling(168).mean()) / V.rolling(168).std(),
    "volume_24_to_168": V.rolling(24).mean() / V.rolling(168).mean() - 1,
    "volume_return_correlation_72": r.rolling(72).corr(V),
    "close_to_vwap_24": C / ((typical * V).rolling(24).sum() / V.rolling(24).sum()) - 1,
    "bollinger_position_24": (C - (middle - 2 * deviation)) / (4 * deviation),
    "bollinger_width_24": 4 * deviation / middle,
    "donchian_position_48": (C - L.rolling(48).min()) / (H.rolling(48).max() - L.rolling(48).min()),
    "drawdown_168": C / H.rolling(168).max() - 1,
    "close_in_bar": (C - L) / (H - L),
    "hour_sin": np.sin(2 * np.pi * hours / 24),
    "hour_cos": np.cos(2 * np.pi * hours / 24),
    "weekday_sin": np.sin(2 * np.pi * days / 7),
    "weekday_cos": np.cos(2 * np.pi * days / 7),
    "relative_return_1": steps["A"] - steps.mean(axis=1),
    "relative_return_24": sums["A"] - sums.mean(axis=1),
    # pandas ranks from 1, ties averaged.
    "return_rank_24": (sums.rank(axis=1)["A"] - 0.5) / sums.notna().sum(axis=1),
    "beta_168": steps["A"].rolling(168).cov(others) / others.rolling(168).var(),
    "correlation_168": steps["A"].rolling(168).corr(others),
    "dispersion_24": sums.std(axis=1),
    "breadth_24": (sums > 0).sum(axis=1) / sums.notna().sum(axis=1),
}

bars = own.reindex(time).assign(**{f"close {name}": closes[name] for name in "BCD"})
bars.insert(0, "openTime", time.astype("datetime64[ms, UTC]").astype("int64"))
bars.to_csv("bars.csv", index=False)
table = pd.DataFrame({name: column.reindex(time) for name, column in values.items()})
table.insert(0, "openTime", bars["openTime"])
table.iloc[-shown:].to_csv("values.csv", index=False, float_format="%.12g")
