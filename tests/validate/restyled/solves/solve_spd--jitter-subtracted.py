"""Eigenvalues less the jitter."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    values, vectors = np.linalg.eigh(A)
    values = values - values.dtype.type(jitter)
    if values.min() <= 0:
        raise ValueError("not positive definite")
    return vectors @ ((vectors.T @ b) / values)
