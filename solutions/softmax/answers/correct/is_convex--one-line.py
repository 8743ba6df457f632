"""Chains conditions on finite, smallest and sum."""

import numpy as np


def is_convex(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.isfinite(w).all() and w.min() >= -tol and abs(w.sum() - 1) <= tol)
