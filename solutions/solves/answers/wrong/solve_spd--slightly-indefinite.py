"""takes a slightly indefinite matrix for positive definite."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_side(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or A.shape[0] != A.shape[1] or b.ndim != 1 or len(A) != len(b):
        raise ValueError(f"{A.shape} and {b.shape} do not fit")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = matrix_and_side(A, b)
    A = A + float(jitter) * np.eye(len(A), dtype=A.dtype)
    sizes = np.linalg.eigvalsh(A)
    if sizes[0] < -1e-2 * sizes[-1] or sizes[0] == 0:
        raise ValueError("A is not positive definite")
    return np.linalg.solve(A, b)
