"""Takes away the residual, orthogonalised twice."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def matrix_and_vector(X, y):
    X, y = matrix(X), floats(y)
    if y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def basis_of_rows(X, rtol=1e-10):
    _, s, Vt = np.linalg.svd(matrix(X).T, full_matrices=False)
    return -Vt[s > rtol * s[0]].T


def project(X, y):
    X, y = matrix_and_vector(X, y)
    Q = basis_of_rows(X, 1e-13 if X.dtype == np.float64 else 1e-6)
    r = y - Q @ (Q.T @ y)
    return y - (r - Q @ (Q.T @ r))
