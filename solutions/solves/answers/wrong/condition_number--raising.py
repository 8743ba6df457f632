"""raises an error for a singular matrix."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    if s[-1] <= 1e-14 * s[0]:
        raise ValueError("A is singular")
    return float(s[0] / s[-1])
