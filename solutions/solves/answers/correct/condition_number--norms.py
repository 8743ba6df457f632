"""Multiplies the norms of A and of its inverse."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    A = matrix(A)
    try:
        return float(np.linalg.norm(A, 2) * np.linalg.norm(np.linalg.inv(A), 2))
    except np.linalg.LinAlgError:
        return float("inf")
