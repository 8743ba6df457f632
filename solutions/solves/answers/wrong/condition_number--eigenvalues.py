"""takes eigenvalues for singular values."""

import numpy as np


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_number(A):
    sizes = np.abs(np.linalg.eigvals(matrix(A)))
    return float(sizes.max() / sizes.min()) if sizes.min() > 1e-15 * sizes.max() else np.inf
