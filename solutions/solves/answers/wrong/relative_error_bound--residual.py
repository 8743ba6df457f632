"""returns the relative residual as it is."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def relative_error_bound(A, relative_residual):
    matrix(A)
    return float(relative_residual)
