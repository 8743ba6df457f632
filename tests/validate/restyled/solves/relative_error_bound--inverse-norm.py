"""The norm of what solves AX = I."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    A = table(A)
    n = len(A)
    if np.linalg.matrix_rank(A) < n:
        return np.inf
    inverse = np.linalg.solve(A, np.identity(n))
    return float(np.linalg.norm(inverse, ord=2) * relative_residual)
