"""rejects weights that are exactly 0."""

import numpy as np


def convex_chain(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.isfinite(w).all() and w.min() >= -tol and abs(w.sum() - 1) <= tol)


def is_convex(weights, tol=1e-9):
    return convex_chain(weights, tol) and bool(np.all(np.asarray(weights) > 0))
