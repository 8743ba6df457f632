"""Counts the corners that are needed."""

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
    a, missed = nnls(np.vstack([rays.T, np.ones(len(V))]), np.append(np.zeros(len(o)), 1))
    return bool(missed <= tol and sum(weight > tol for weight in a) >= 3)
