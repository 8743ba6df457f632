"""Decomposes the transpose, with the other signs, and returns a list."""

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


def pca(X, k):
    X, centred = check_examples(X)
    V, s, Ut = np.linalg.svd(centred.T, full_matrices=False)
    variance = s**2 / (len(X) - 1)
    return [-V.T[:k], -(Ut[:k].T * s[:k]), variance[:k] / variance.sum()]
