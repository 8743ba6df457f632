"""Coefficients in the eigenvectors, those of eigenvalue 0 left out."""

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
    x = np.zeros_like(b)
    for value, vector in zip(values, vectors.T):
        if value < 0:
            raise ValueError("a direction in which A is negative")
        if value > 0:
            x += (vector @ b) / value * vector
    return x
