"""V as scipy's transposed."""

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def pca(X, k):
    X = table(X)
    U, s, Vt = scipy.linalg.svd(X - np.average(X, axis=0), full_matrices=False)
    V = np.stack([Vt[j] for j in range(k)], axis=1)
    return V, U[:, :k] * s[:k], (s**2 / np.dot(s, s))[:k]
