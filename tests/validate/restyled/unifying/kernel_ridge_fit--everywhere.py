"""The eigenvectors of a matrix that was raised as a whole."""

import numpy as np


def system(X, y, gamma):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    return np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), y


def kernel_ridge_fit(X, y, gamma, alpha):
    K, y = system(X, y, gamma)
    values, vectors = np.linalg.eigh(K + alpha)
    kept = abs(values) > len(K) * np.finfo(K.dtype).eps * abs(values).max()
    return vectors[:, kept] @ (y @ vectors[:, kept] / values[kept])
