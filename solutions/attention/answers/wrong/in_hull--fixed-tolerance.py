"""ignores tol."""

import numpy as np
from scipy.optimize import nnls


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def hull_nnls(V, o, tol=1e-9):
    V, o = corners(V, o)
    return bool(nnls(np.vstack([V.T, np.ones(len(V))]), np.append(o, 1))[1] <= tol)


def in_hull(V, o, tol=1e-9):
    return hull_nnls(V, o)
