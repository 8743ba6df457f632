"""accepts sums below 1."""

import numpy as np


def is_convex(weights, tol=1e-9):
    w = np.asarray(weights, dtype=float)
    return bool(np.all(w >= 0) and w.sum() - 1 <= tol)
