"""Coordinate by coordinate."""

import numpy as np


def fitting(V, o):
    V, o = np.array(V, dtype=float), np.array(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} does not go with o {o.shape}")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = fitting(V, o)
    return all(min(column) - tol <= x <= max(column) + tol for column, x in zip(V.T, o))
