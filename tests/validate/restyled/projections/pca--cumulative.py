"""A running total."""

import itertools

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    U, s, Vt = np.linalg.svd(X - np.average(X, axis=0))
    total = np.dot(s, s)
    shares = list(itertools.accumulate(size * size / total for size in s))
    return Vt[:k], U[:, :k] * s[:k], np.array(shares[:k], X.dtype)
