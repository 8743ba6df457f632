"""Takes away what lies along the components left out."""

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
    left = np.linalg.svd(centred)[2][k:]
    return X - centred @ left.T @ left
