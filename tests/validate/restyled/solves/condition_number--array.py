"""A quotient of slices of one entry."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    s = np.linalg.svd(table(A))[1]
    quotient = np.full(1, np.inf)
    return np.divide(s[:1], s[-1:], out=quotient, where=s[-1:] > 0)
