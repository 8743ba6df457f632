"""Counts the rows of Vᵀ from its end."""

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
    _, s, Vt = scipy.linalg.svd(A)
    components = np.stack([Vt[-1 - j] for j in range(k)])
    return components, np.inner(A, components), np.array([s[-1 - j] ** 2 for j in range(k)]) / np.dot(s, s)
