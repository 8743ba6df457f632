"""Directions from the first corner, by projection."""

import numpy as np


def fitting(V, o):
    V, o = np.array(V, dtype=float), np.array(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} does not go with o {o.shape}")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = fitting(V, o)
    away = o - V[0]
    U, s, _ = np.linalg.svd((V - V[0]).T, full_matrices=False)
    U = U[:, s > 1e-10 * max(s.max(), 1e-300)]
    return bool(np.linalg.norm(away - U @ (U.T @ away)) <= tol)
