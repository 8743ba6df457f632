"""The rank first, then two matrix norms."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    A = table(A)
    if np.linalg.matrix_rank(A) != len(A):
        raise np.linalg.LinAlgError("no inverse, no bound")
    return np.linalg.norm(A, 2) * np.linalg.norm(np.linalg.inv(A), 2) * relative_residual
