"""Reference values for the allocation, from libraries that share no code with ours. Writes values.json."""

import json

import numpy as np
import pandas as pd
import riskfolio as rp
from scipy.optimize import minimize

random = np.random.default_rng(2_013)


def market(rows, symbols, load, scales):
    factor = random.standard_normal(rows)
    noise = random.standard_normal((rows, symbols))
    return np.round((load * factor[:, None] + np.sqrt(1 - load**2) * noise) * scales, 6)


def by_scipy(covariance):
    """Spinu's convex problem in logarithms, by BFGS and then Newton's method: neither is coordinate descent."""
    n = len(covariance)
    scale = np.sqrt(np.diag(covariance))
    rho = covariance / np.outer(scale, scale)

    def loss(z):
        y = np.exp(z)
        return y @ rho @ y / 2 - z.mean(), y * (rho @ y) - 1 / n

    z = minimize(loss, np.zeros(n), jac=True, method="BFGS", options={"gtol": 1e-10}).x
    for _ in range(20):
        y = np.exp(z)
        gradient = y * (rho @ y) - 1 / n
        z = z - np.linalg.solve(np.outer(y, y) * rho + np.diag(y * (rho @ y)), gradient)
    weights = np.exp(z) / scale
    return weights / weights.sum()


def by_riskfolio(returns):
    portfolio = rp.Portfolio(returns=pd.DataFrame(returns))
    portfolio.assets_stats(method_mu="hist", method_cov="hist")
    return portfolio.rp_optimization(model="Classic", rm="MV", rf=0, b=None)["weights"].to_numpy()


cases = []
for name, rows, load, scales in [
    ("two", 40, np.array([0.6, 0.5]), np.array([0.01, 0.03])),
    ("five, one a hedge", 60, np.array([0.9, 0.8, 0.7, -0.6, 0.1]), np.array([0.01, 0.012, 0.02, 0.008, 0.05])),
    ("twelve", 90, np.linspace(0.95, -0.2, 12), np.geomspace(0.002, 0.05, 12)),
]:
    returns = market(rows, len(load), load, scales)
    covariance = np.cov(returns, rowvar=False, ddof=1)
    volatility = pd.DataFrame(returns).std(ddof=1).to_numpy()
    cases.append(
        {
            "name": name,
            "returns": returns.T.tolist(),
            "covariance": covariance.tolist(),
            "inverseVolatility": (1 / volatility / (1 / volatility).sum()).tolist(),
            "riskParity": {
                "scipy": by_scipy(covariance).tolist(),
                "riskfolio": by_riskfolio(returns).ravel().tolist(),
            },
        }
    )

with open("values.json", "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
