"""z-scores by the root of the mean square."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    A = X - np.average(X, axis=0)
    Z = np.divide(A, np.sqrt(np.mean(A * A, axis=0)))
    _, s, Vt = scipy.linalg.svd(Z)
    return Vt[:k], np.inner(Z, Vt[:k]), (s**2 / np.dot(s, s))[:k]
