"""Adds up one outer product for every component."""

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
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    total = np.tile(X.mean(axis=0), (len(X), 1))
    for j in range(k):
        total = total + s[j] * np.outer(U[:, j], Vt[j])
    return total
