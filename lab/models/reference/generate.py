"""Numbers of scikit-learn, to hold ours against; see README.md."""
import json

import numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeRegressor

chance = np.random.default_rng(20240101)
rows, columns = 90, 5
hidden = chance.normal(size=(rows, 2))
x = hidden @ chance.normal(size=(2, columns)) + 0.4 * chance.normal(size=(rows, columns))
# Float32 inside scikit-learn's trees: values that both hold exactly.
x = np.round(x * [1, 10, 0.1, 1, 3] * 1024) / 1024
y = np.round(np.sin(2 * x[:, 0]) + 0.3 * x[:, 4] + 0.3 * chance.normal(size=rows), 6)
fresh = np.round(chance.normal(size=(20, columns)) * [1, 10, 0.1, 1, 3] * 1024) / 1024
labels = np.where(y + 0.5 * chance.normal(size=rows) > 0, 1, -1)

scaler = StandardScaler().fit(x)
z = scaler.transform(x)
pca = PCA(n_components=3, svd_solver="full").fit(z)


def svc(cost, weights=None):
    """liblinear's solver 2, the bias as a column of ones."""
    fit = LinearSVC(C=cost, loss="squared_hinge", dual=False, tol=1e-12, max_iter=100_000).fit(z, labels, weights)
    w, b = fit.coef_[0], fit.intercept_[0]
    missing = np.maximum(0, 1 - labels * (z @ w + b))
    loss = float(0.5 * (w @ w + b * b) + cost * ((1 if weights is None else weights) * missing**2).sum())
    return {"cost": cost, "weights": w.tolist(), "bias": float(b), "objective": loss}


def tree(depth, least):
    fit = DecisionTreeRegressor(max_depth=depth, min_samples_leaf=least, random_state=0).fit(x, y)
    return {
        "depth": depth,
        "leastRows": least,
        "leaves": int(fit.get_n_leaves()),
        "seen": fit.predict(x).tolist(),
        "fresh": fit.predict(fresh).tolist(),
    }


counts = chance.integers(0, 4, size=rows)
print(
    json.dumps(
        {
            "x": x.tolist(),
            "y": y.tolist(),
            "labels": labels.tolist(),
            "counts": counts.tolist(),
            "fresh": fresh.tolist(),
            "scaler": {"mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()},
            "pca": {
                "loadings": pca.components_.tolist(),
                "variance": pca.explained_variance_.tolist(),
                "scores": pca.transform(z).tolist(),
            },
            "svc": [svc(cost) for cost in (0.001, 0.02, 1.0, 20.0)],
            "weightedSvc": svc(0.5, counts),
            "trees": [tree(1, 1), tree(3, 5), tree(5, 5), tree(7, 2)],
        },
        separators=(",", ":"),
    )
)
