"""Non-negative least squares around o, with a number of its own."""

import numpy as np
from scipy.optimize import nnls


def fitting(V, o):
    V, o = np.array(V, dtype=float), np.array(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} does not go with o {o.shape}")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = fitting(V, o)
    rays = V - o
    a, _ = nnls(np.vstack([rays.T, np.ones(len(V))]), np.append(np.zeros(len(o)), 1))
    return bool(np.linalg.norm(a @ rays) / a.sum() <= 1e-9)
