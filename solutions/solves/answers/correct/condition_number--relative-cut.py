"""Calls a matrix singular from 1e14 on."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    s = np.linalg.svd(matrix(A))[1]
    return float(s.max() / s.min()) if s.min() > 1e-14 * s.max() else np.inf
