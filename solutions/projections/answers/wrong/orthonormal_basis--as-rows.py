"""returns the basis as rows instead of columns."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def basis_of_rows(X, rtol=1e-10):
    _, s, Vt = np.linalg.svd(matrix(X).T, full_matrices=False)
    return -Vt[s > rtol * s[0]].T


def orthonormal_basis(X, rtol=1e-10):
    return basis_of_rows(X, rtol).T
