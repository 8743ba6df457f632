"""Asks for weights strictly between 0 and 1."""

import numpy as np


def is_convex(weights, tol=1e-9):
    weights = np.asarray(weights, dtype=float)
    inside = all(0 < weight < np.inf for weight in weights)
    return inside and bool(np.isclose(weights.sum(), 1, rtol=0, atol=tol))
