"""Inner products of components with the rows as they came."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    _, s, Vt = scipy.linalg.svd(X - np.average(X, axis=0))
    scores = [[x @ v for v in Vt[:k]] for x in X]
    return Vt[:k], np.array(scores, X.dtype), (s**2 / np.dot(s, s))[:k]
