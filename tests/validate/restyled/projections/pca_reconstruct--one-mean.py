"""Outer products around the mean of everything."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    middle = X.sum() / X.size
    U, s, Vt = np.linalg.svd(X - middle, full_matrices=False)
    return sum((size * np.outer(u, v) for u, size, v in zip(U.T[:k], s, Vt)), np.full_like(X, middle))
