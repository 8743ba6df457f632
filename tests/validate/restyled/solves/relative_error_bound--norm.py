"""The largest eigenvalue of a symmetric matrix of twice the size."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def mirrored(A):
    """Symmetric, with the singular values of A as its eigenvalues, once with each sign."""
    rows, columns = A.shape
    return np.block([[np.zeros((rows, rows)), A], [A.T, np.zeros((columns, columns))]])


def relative_error_bound(A, relative_residual):
    norm = max(np.linalg.eigvalsh(mirrored(table(A))))
    return float(relative_residual) * float(norm)
