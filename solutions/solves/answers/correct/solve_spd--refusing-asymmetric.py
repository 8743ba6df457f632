"""Refuses asymmetric matrices, and leaves the rest to scipy."""

import numpy as np
import scipy.linalg


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = square_system(A, b)
    if not np.allclose(A, A.T):
        raise ValueError("not symmetric")
    A = A.copy()
    A[np.diag_indices_from(A)] += jitter
    return scipy.linalg.solve(A, b, assume_a="pos")
