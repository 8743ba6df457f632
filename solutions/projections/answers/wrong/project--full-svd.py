"""asks for all n left singular vectors."""

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


def rank_cut(X, rtol):
    return max(rtol, max(X.shape) * np.finfo(X.dtype).eps)


def project(X, y):
    X, y = matrix_and_vector(X, y)
    U, s, _ = np.linalg.svd(X)
    U = U[:, : np.count_nonzero(s > rank_cut(X, 0) * s[0])]
    return U @ (U.T @ y)
