"""looks at one solution for the weights only, though there may be others."""

import numpy as np


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = corners(V, o)
    system = np.vstack([V.T, np.ones(len(V))])
    a = np.linalg.lstsq(system, np.append(o, 1))[0]
    return bool((a >= -tol).all() and np.linalg.norm(V.T @ a - o) <= tol and abs(a.sum() - 1) <= tol)
