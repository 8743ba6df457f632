"""asks for weights that sum to 1 but may be negative."""

import numpy as np


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = corners(V, o)
    system = np.vstack([V.T, np.ones(len(V))])
    right = np.append(o, 1)
    return bool(np.linalg.norm(system @ np.linalg.lstsq(system, right)[0] - right) <= tol)
