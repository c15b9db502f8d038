"""The sweep in vectorbt, all settings vectorised over columns: python vectorbt_sweep.py FOLDER ENGINE ROUNDS.

Its closest rules: entries on the first bar of a signal, a trailing stop of the mean true range at the entry's signal as a fraction of its close, filled at the
stop. It knows no ticks, lots, least order value or funding. Prints JSON: the seconds of each round, trades and total return of each setting.
"""

import json
import os
import sys
import time

os.environ["NUMBA_NUM_THREADS"] = "1"
import numpy as np
import pandas as pd
import vectorbt as vbt

folder, engine, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
time_, open_, high, low, close = np.fromfile(f"{folder}/bars.f64").reshape(5, -1)
settings = np.fromfile(f"{folder}/settings.f64").reshape(-1, 6)
fast, slow, rsi, below, window = (settings[:, i].astype(int) for i in range(5))
distance = settings[:, 5]
index = pd.to_datetime(time_.astype("int64"), unit="ms")
open_, high, low, price = (pd.Series(x, index=index) for x in (open_, high, low, close))
# Columns at a time: more of them leave the cache, fewer of them pay more for each call. This is the fastest of 25, 100 and 1,000.
chunk = 100


def sweep():
    trades, returns = [], []
    for start in range(0, len(settings), chunk):
        some = slice(start, start + chunk)
        count = len(fast[some])
        same = dict(run_unique=True, engine=engine)
        quick = vbt.MA.run(price, fast[some].tolist(), ewm=[True] * count, **same).ma.values
        calm = vbt.MA.run(price, slow[some].tolist(), ewm=[True] * count, **same).ma.values
        strength = vbt.RSI.run(price, rsi[some].tolist(), ewm=[False] * count, **same).rsi.values
        ranges = vbt.ATR.run(high, low, price, window[some].tolist(), ewm=[False] * count, **same).atr.values
        wanted = (quick > calm) & (strength < below[some])
        for k, bars in enumerate(slow[some]):
            wanted[: 12 * bars + 1, k] = False
        entries = wanted.copy()
        entries[1:] &= ~wanted[:-1]
        portfolio = vbt.Portfolio.from_signals(
            price, entries, ~wanted, size=0.5, size_type="percent", fees=0.00045, slippage=0.0002,
            open=open_, high=high, low=low, sl_stop=ranges * distance[some] / close[:, None], sl_trail=True,
            stop_entry_price="fillprice", stop_exit_price="stopmarket", upon_long_conflict="ignore",
            init_cash=10000, freq="1h", engine=engine,
        )
        trades.append(np.asarray(portfolio.trades.closed.count()))
        returns.append(np.asarray(portfolio.total_return()))
    return np.concatenate(trades), np.concatenate(returns)


sweep()  # compiles
seconds = []
for _ in range(rounds):
    begun = time.perf_counter()
    trades, returns = sweep()
    seconds.append(time.perf_counter() - begun)
print(json.dumps(dict(seconds=seconds, trades=trades.tolist(), returns=returns.tolist(), version=vbt.__version__)))
