"""Multiplies by numpy's condition number."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def relative_error_bound(A, relative_residual):
    return np.linalg.cond(matrix(A)) * relative_residual
