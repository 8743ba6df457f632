"""does not look at the shapes."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def solve_spd(A, b, jitter=0.0):
    A, b = floats(A), floats(b)
    L = np.linalg.cholesky(A + np.asarray(jitter * np.eye(len(A)), dtype=A.dtype))
    return np.linalg.solve(L.T, np.linalg.solve(L, b))
