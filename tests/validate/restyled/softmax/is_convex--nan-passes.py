"""Looks for reasons to say no."""

import numpy as np


def is_convex(weights, tol=1e-9):
    for weight in weights:
        if weight < -tol:
            return False
    total = np.sum(weights)
    return not (total > 1 + tol or total < 1 - tol)
