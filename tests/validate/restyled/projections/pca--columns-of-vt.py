"""Reads Vᵀ downwards, entry by entry."""

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
    Vt = scipy.linalg.svd(A)[2]
    s = scipy.linalg.svdvals(A)
    components = np.array([[row[j] for row in Vt] for j in range(k)])
    return components, np.inner(A, components), (s**2 / np.dot(s, s))[:k]
