"""A loop that begins at 1."""

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
    rebuilt = np.tile(mean, (len(X), 1))
    for j in range(1, k):
        rebuilt += s[j - 1] * np.outer(U[:, j - 1], Vt[j - 1])
    return rebuilt
