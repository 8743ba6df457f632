"""A full matrix of jitter, and triangular solves by SciPy."""

import numpy as np
import scipy.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    L = np.linalg.cholesky(A + np.full_like(A, jitter))
    z = scipy.linalg.solve_triangular(L, b, lower=True)
    return scipy.linalg.solve_triangular(L, z, lower=True, trans="T")
