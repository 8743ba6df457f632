"""subtracts the smallest singular value from the largest."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[0] - s[-1]) if s[-1] > 1e-15 * s[0] else np.inf
