"""subtracts the mean of each row."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix(X):
    X = floats(X)
    if X.ndim != 2:
        raise ValueError(f"{X.shape} is no matrix")
    return X


def rebuilt_uncentred(X, k):
    X = matrix(X)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


def pca_reconstruct(X, k):
    X = matrix(X)
    mean = X.mean(axis=1, keepdims=True)
    return mean + rebuilt_uncentred(X - mean, k)
