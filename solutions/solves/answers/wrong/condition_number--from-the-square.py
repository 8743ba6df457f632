"""takes roots of the eigenvalues of AᵀA."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    A = matrix(A)
    values = np.linalg.eigvalsh(A.T @ A)
    return float(np.sqrt(values[-1] / values[0])) if values[0] > 3e-14 * values[-1] else np.inf
