"""checks the sum and not the signs."""

import numpy as np


def is_convex(weights, tol=1e-9):
    return bool(abs(np.sum(weights) - 1) <= tol)
