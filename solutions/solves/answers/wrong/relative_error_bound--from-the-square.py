"""takes roots of the eigenvalues of AᵀA for the condition number."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_from_the_square(A):
    A = matrix(A)
    values = np.linalg.eigvalsh(A.T @ A)
    return float(np.sqrt(values[-1] / values[0])) if values[0] > 3e-14 * values[-1] else np.inf


def relative_error_bound(A, relative_residual):
    return condition_from_the_square(A) * relative_residual
