"""A linear program without the sum."""

import numpy as np
from scipy.optimize import linprog


def fitting(V, o):
    V, o = np.array(V, dtype=float), np.array(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} does not go with o {o.shape}")
    return V, o


def in_hull(V, o, tol=1e-9):
    V, o = fitting(V, o)
    return linprog(np.zeros(len(V)), A_eq=V.T, b_eq=o, method="highs").status == 0
