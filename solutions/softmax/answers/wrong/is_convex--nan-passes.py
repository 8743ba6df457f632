"""lets nan pass because every comparison with it is false."""

import numpy as np


def is_convex(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return not (np.any(w < -tol) or abs(w.sum() - 1) > tol)
