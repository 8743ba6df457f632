"""asks for the bounding box of the values instead of their hull."""

import numpy as np


def corners(V, o):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.ndim != 1 or V.shape[1] != len(o):
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = corners(V, o)
    return bool((V.min(axis=0) - tol <= o).all() and (o <= V.max(axis=0) + tol).all())
