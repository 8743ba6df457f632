"""Eigenvalues are looked at, then SciPy solves."""

import numpy as np
import scipy.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def lifted(A, amount):
    M = A.copy()
    for i in range(len(M)):
        M[i, i] += amount
    return M


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    M = lifted(A, jitter)
    if not np.all(np.linalg.eigvalsh(M) > 0):
        return b * np.nan
    return scipy.linalg.solve(M, b, assume_a="pos")
