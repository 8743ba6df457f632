"""The same triangular solve, twice in a loop."""

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
    A, x = system(A, b)
    L = scipy.linalg.cholesky(lifted(A, jitter), lower=True)
    for _ in range(2):
        x = scipy.linalg.solve_triangular(L, x, lower=True)
    return x
