"""Elimination row by row."""

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
    A, x = system(A, b)
    U, x, n = lifted(A, jitter), x.copy(), len(x)
    if any(entry <= 0 for entry in U.diagonal()):
        raise ValueError("no positive diagonal")
    for k in range(n):
        for i in range(k + 1, n):
            factor = U[i, k] / U[k, k]
            U[i] -= factor * U[k]
            x[i] -= factor * x[k]
    for k in range(n - 1, -1, -1):
        x[k] = (x[k] - np.dot(U[k, k + 1 :], x[k + 1 :])) / U[k, k]
    return x
