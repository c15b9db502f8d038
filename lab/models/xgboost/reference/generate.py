"""Small models of XGBoost's own making, and what it says of some rows by them. Run once with each version that README.md names.

Every answer is that of the model as saved and read again: in memory a fresh one may differ from its file in the last digit.
"""

import csv
import sys
import tempfile
from pathlib import Path

import numpy as np
import xgboost as xgb

here = Path(__file__).parent
version = xgb.__version__
newest = version.startswith("3.")
oldest = version.startswith("1.2.")
names = ["drift", "swing", "depth", "session"]
kinds = ["q", "q", "q", "c"]

chance = np.random.default_rng(7)
rows = 240
# Three decimals, so that float64 rows lie exactly on thresholds which training kept in float32.
numeric = chance.normal(size=(rows, 3)).round(3)
session = chance.integers(0, 40, rows).astype(float)
signal = numeric[:, 0] * 1.3 - numeric[:, 1] + np.isin(session % 7, [1, 3, 6]) * 2 + 0.1 * chance.normal(size=rows)
full = np.column_stack([numeric, session])
holed = full.copy()
holed[chance.random(full.shape) < 0.15] = np.nan
# What no training saw: codes past the last, below the first, between two, past the last code there can be.
strange = holed[:8].copy()
strange[:, 3] = [40, -1, 2.5, 16777215, 16777216, 1e12, 1000, -0.5]

up = (signal > 0.5).astype(int)
third = np.digitize(signal, [-0.5, 1])
some = {"max_depth": 3, "eta": 0.3, "tree_method": "hist", "max_cat_to_onehot": 1, "seed": 1}


def matrix(data, label=None, categorical=False, **more):
    if oldest:
        return xgb.DMatrix(data, label, missing=np.nan)
    types = kinds if categorical else ["q"] * 4
    return xgb.DMatrix(
        data, label, feature_names=names, feature_types=types, enable_categorical=categorical, missing=np.nan, **more
    )


def train(data, label, rounds, categorical=False, **parameters):
    return xgb.train({**some, **parameters}, matrix(data, label, categorical), rounds)


def saved(booster, form):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"model.{form}"
        booster.save_model(str(file))
        return file.read_bytes()


def keep(name, booster, data, categorical=False, formats=("json", "ubj")):
    for form in formats:
        ending = "json.model" if form == "json" else "ubj"
        (here / f"{name}-{version}.{ending}").write_bytes(saved(booster, form))
    again = xgb.Booster()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"model.{formats[0]}"
        file.write_bytes(saved(booster, formats[0]))
        again.load_model(str(file))
    asked = matrix(data, categorical=categorical)
    margin = again.predict(asked, output_margin=True).reshape(len(data), -1)
    answer = again.predict(asked).reshape(len(data), -1)
    head = names + [f"margin{k}" for k in range(margin.shape[1])] + [f"prediction{k}" for k in range(answer.shape[1])]
    with open(here / f"{name}-{version}.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        for features, *answers in zip(data, margin, answer):
            cells = ["" if np.isnan(x) else repr(float(x)) for x in features]
            out.writerow(cells + [str(x) for part in answers for x in part])


if oldest:
    # Booleans for default_left, no names, no kinds of split, no number of targets.
    keep("oldest", train(holed, up, 2, objective="binary:logistic", max_depth=2), holed[:12], formats=["json"])
    sys.exit()

keep("binary", train(holed, up, 3, objective="binary:logistic"), holed[:24])
keep("regression", train(full, signal, 2, objective="reg:squarederror", num_parallel_tree=2, subsample=0.6, max_depth=2), full[:24])
keep("softprob", train(holed, third, 2, objective="multi:softprob", num_class=3, max_depth=2), holed[:24])
keep("categorical", train(holed, signal, 3, True, objective="reg:squarederror"), np.vstack([strange, holed[:24]]), True)
coarse = np.column_stack([full[:, :3], session % 4])
keep("onehot", train(coarse, signal + 4 * (coarse[:, 3] == 2), 2, True, max_cat_to_onehot=5, max_depth=2), coarse[:24], True, ["ubj"])
if not newest:
    sys.exit()

# Exact training grows first and prunes afterwards: the nodes it deletes stay in the file.
keep("pruned", train(full, signal, 2, tree_method="exact", gamma=60), full[:12], formats=["json"])

for objective, label in {
    "multi:softmax": third,
    "binary:logitraw": up,
    "reg:logistic": up,
    "reg:absoluteerror": signal,
    "reg:pseudohubererror": signal,
    "reg:squaredlogerror": np.abs(signal),
    "reg:quantileerror": signal,
    "count:poisson": np.floor(np.abs(signal)),
    "reg:gamma": np.abs(signal) + 0.1,
    "reg:tweedie": np.abs(signal),
}.items():
    more = {"num_class": 3} if objective == "multi:softmax" else {}
    if objective == "reg:quantileerror":
        more["quantile_alpha"] = 0.3
    booster = train(holed, label, 2, objective=objective, max_depth=1, **more)
    keep(objective.split(":")[1], booster, holed[:8], formats=["ubj"])


def refused(name, booster):
    (here / f"refused-{name}-{version}.json.model").write_bytes(saved(booster, "json"))


tiny = {"max_depth": 1}
refused("gblinear", xgb.train({"booster": "gblinear"}, matrix(full, signal), 2))
refused("dart", train(full, signal, 2, booster="dart", **tiny))
refused("vector-leaf", train(full, third, 2, objective="multi:softprob", num_class=3, multi_strategy="multi_output_tree", **tiny))
refused("two-targets", train(full, np.column_stack([signal, -signal]), 2, **tiny))
refused("ranking", xgb.train({**some, **tiny, "objective": "rank:pairwise"}, matrix(full, up, qid=np.arange(rows) // 10), 2))
bounds = {"label_lower_bound": np.abs(signal) + 0.1, "label_upper_bound": np.abs(signal) + 0.2}
refused("survival", xgb.train({**some, **tiny, "objective": "survival:aft"}, matrix(full, **bounds), 2))
refused("hinge", train(full, up, 2, objective="binary:hinge", **tiny))
