"""Two matrix norms, one less the other."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    A = table(A)
    stretch, squeeze = (np.linalg.norm(A, order) for order in (2, -2))
    if squeeze <= 1e-15 * stretch:
        return np.inf
    return stretch - squeeze
