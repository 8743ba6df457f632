"""excludes corners and edges."""

import numpy as np
from scipy.optimize import nnls


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = corners(V, o)
    a, missed = nnls(np.vstack([V.T, np.ones(len(V))]), np.append(o, 1))
    return bool(missed <= tol and np.count_nonzero(a > tol) > 2)
