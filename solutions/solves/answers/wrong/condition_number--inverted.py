"""divides the smallest singular value by the largest."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[-1] / s[0])
