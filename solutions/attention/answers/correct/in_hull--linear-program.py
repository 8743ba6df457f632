"""Asks a linear program for the smallest distance in any coordinate; its own accuracy is 1e-7."""

import numpy as np
from scipy.optimize import linprog


def in_hull(V, o, tol=1e-9):
    V, o = np.asarray(V, dtype=float), np.asarray(o, dtype=float)
    if V.ndim != 2 or o.shape != V.shape[1:]:
        raise ValueError(f"V {V.shape} and o {o.shape} do not fit")
    k, d = V.shape
    at_most = np.hstack([np.vstack([V.T, -V.T]), -np.ones((2 * d, 1))])
    convex = np.append(np.ones(k), 0)[None]
    distance = linprog(np.append(np.zeros(k), 1), at_most, np.append(o, -o), convex, [1.0]).fun
    return bool(distance <= max(tol, 1e-7))
