"""The logarithm of the determinant, negated."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    sign, logarithm = np.linalg.slogdet(table(A))
    if sign == 0 or logarithm <= np.log(1e-15):
        return np.inf
    return float(np.exp(-logarithm))
