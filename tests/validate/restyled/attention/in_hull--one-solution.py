"""Pseudo-inverse, then a look at the signs."""

import numpy as np


def fitting(V, o):
    V, o = np.array(V, dtype=float), np.array(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} does not go with o {o.shape}")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = fitting(V, o)
    a = np.linalg.pinv(np.vstack([V.T, np.ones(len(V))])) @ np.append(o, 1)
    is_solution = np.linalg.norm(a @ V - o) <= tol and abs(sum(a) - 1) <= tol
    return bool(is_solution and min(a) >= -tol)
