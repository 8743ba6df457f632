"""Multiplies by a condition number of its own, from norms."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_norms(A):
    A = matrix(A)
    try:
        return float(np.linalg.norm(A, 2) * np.linalg.norm(np.linalg.inv(A), 2))
    except np.linalg.LinAlgError:
        return float("inf")


def relative_error_bound(A, relative_residual):
    return relative_residual * condition_norms(A)
