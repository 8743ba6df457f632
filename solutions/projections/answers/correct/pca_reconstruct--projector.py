"""Projects the centred rows with a (d, d) matrix."""

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


def pca_reconstruct(X, k):
    X, centred = check_examples(X)
    V = np.linalg.svd(centred, full_matrices=False)[2][:k]
    return X.mean(axis=0) + centred @ (V.T @ V)
