"""The sum of everything over the number of everything."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    A = X - X.sum() / X.size
    _, s, Vt = scipy.linalg.svd(A)
    return Vt[:k], np.inner(A, Vt[:k]), (s**2 / np.dot(s, s))[:k]
