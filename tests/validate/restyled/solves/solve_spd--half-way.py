"""Factor and substitution entry by entry, from the top only."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    n = len(b)
    L, z = np.zeros_like(A), np.zeros_like(b)
    for i in range(n):
        for j in range(i):
            L[i, j] = (A[i, j] - L[i, :j] @ L[j, :j]) / L[j, j]
        pivot = A[i, i] + jitter - L[i, :i] @ L[i, :i]
        if not pivot > 0:
            raise ValueError("not positive definite")
        L[i, i] = np.sqrt(pivot)
        z[i] = (b[i] - L[i, :i] @ z[:i]) / L[i, i]
    return z
