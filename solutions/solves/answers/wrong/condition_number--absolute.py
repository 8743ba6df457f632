"""calls a matrix singular when σ_min is below 1e-12."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    s = np.linalg.svd(matrix(A), compute_uv=False)
    return float(s[0] / s[-1]) if s[-1] > 1e-12 else np.inf
