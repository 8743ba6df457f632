"""Stays in float32 for float32 data."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    A = floats(A)
    if A.ndim != 2:
        raise ValueError("a matrix, please")
    s = np.linalg.svd(A, compute_uv=False)
    if s[0] == 0:
        return np.inf
    with np.errstate(divide="ignore"):
        return s[0] / s[-1]
