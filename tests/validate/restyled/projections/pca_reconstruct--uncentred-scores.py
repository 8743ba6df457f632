"""Row by row: the mean and the parts of x along each component."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca_reconstruct(X, k):
    X = table(X)
    mean = np.average(X, axis=0)
    components = np.linalg.svd(X - mean)[2][:k]
    return np.array([mean + sum((x @ v) * v for v in components) for x in X])
