"""subtracts the mean of all entries, not of each column."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def pca_uncentred(X, k):
    X = matrix(X)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], U[:, :k] * s[:k], s[:k] ** 2 / np.sum(s**2)


def pca(X, k):
    X = matrix(X)
    return pca_uncentred(X - X.mean(), k)
