"""multiplies by ‖A‖ instead of κ(A)."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def relative_error_bound(A, relative_residual):
    return float(np.linalg.norm(matrix(A), 2) * relative_residual)
