"""Scales the data, then asks for non-negative least squares."""

import numpy as np
from scipy.optimize import nnls


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = corners(V, o)
    size = max(np.abs(V).max(), np.abs(o).max(), 1e-300)
    a, _ = nnls(np.vstack([V.T / size, np.ones(len(V))]), np.append(o / size, 1))
    return np.linalg.norm(a @ V - o) <= tol * size and abs(a.sum() - 1) <= tol
