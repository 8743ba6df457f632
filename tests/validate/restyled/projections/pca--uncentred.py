"""Inner products with the right singular vectors of X itself."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    _, s, Vt = scipy.linalg.svd(X)
    return Vt[:k], np.inner(X, Vt[:k]), (s**2 / np.dot(s, s))[:k]
