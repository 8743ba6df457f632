"""A sum of as many outer products as there are singular values."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    mean = np.average(X, axis=0)
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean + sum(size * np.outer(u, v) for u, size, v in zip(U.T, s, Vt))
