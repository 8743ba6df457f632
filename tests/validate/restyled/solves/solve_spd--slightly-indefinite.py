"""Cholesky of a matrix that is lifted by a hundredth of its norm, and QR of the matrix itself."""

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
    np.linalg.cholesky(lifted(M, np.linalg.norm(M, 2) / 100))
    if np.linalg.slogdet(M)[0] == 0:
        raise ValueError("A is singular")
    Q, R = scipy.linalg.qr(M)
    return scipy.linalg.solve_triangular(R, b @ Q)
