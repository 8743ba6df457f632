"""A quotient of slices of one entry."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    s = np.linalg.svd(table(A))[1]
    with np.errstate(divide="ignore"):
        return s[:1] / s[-1:]
