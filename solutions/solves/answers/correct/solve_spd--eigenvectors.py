"""Divides by the eigenvalues, after a look at their signs."""

import numpy as np


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
    values, V = np.linalg.eigh(A)
    values = values + values.dtype.type(jitter)
    if not (values > 0).all():
        raise ValueError(f"smallest eigenvalue {values.min()}")
    return V @ ((V.T @ b) / values)
