"""The inverse put together of eigenvectors."""

import numpy as np


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
    values, vectors = np.linalg.eigh(lifted(A, jitter))
    if values[0] <= 0:
        raise ValueError("not positive definite")
    inverse = (vectors / values) @ vectors.T
    return inverse @ b
