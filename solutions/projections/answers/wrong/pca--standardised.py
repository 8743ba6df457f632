"""divides each column by its standard deviation."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def check_examples(X):
    X = matrix(X)
    return X, X - X.mean(axis=0)


def pca_uncentred(X, k):
    X = matrix(X)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], U[:, :k] * s[:k], s[:k] ** 2 / np.sum(s**2)


def pca(X, k):
    X, centred = check_examples(X)
    return pca_uncentred(centred / centred.std(axis=0), k)
