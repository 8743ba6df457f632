"""np.cov, and its eigenvectors sorted."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False, dtype=X.dtype)))
    order = np.argsort(values)[::-1][:k]
    components = vectors[:, order].T
    return components, np.inner(X - np.average(X, axis=0), components), values[order] / np.sum(values)
