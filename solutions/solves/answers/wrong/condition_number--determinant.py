"""returns 1/|det A|."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    determinant = abs(np.linalg.det(matrix(A)))
    return float(1 / determinant) if determinant > 1e-15 else np.inf
