"""computes float32 in float64."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def two_sets(A, B):
    A, B = floats(A), floats(B)
    if A.ndim != 2 or B.ndim != 2 or A.shape[1] != B.shape[1]:
        raise ValueError(f"{A.shape} and {B.shape} do not fit")
    return A, B


def rbf_by_rows(A, B, gamma):
    A, B = two_sets(A, B)
    K = np.empty((len(A), len(B)), dtype=np.result_type(A, B))
    for i, a in enumerate(A):
        K[i] = np.exp(-gamma * np.sum((B - a) ** 2, axis=1))
    return K


def rbf_kernel(A, B, gamma):
    return rbf_by_rows(np.asarray(A, dtype=float), np.asarray(B, dtype=float), gamma)
