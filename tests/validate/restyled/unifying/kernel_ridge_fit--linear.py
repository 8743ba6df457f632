"""The eigenvectors of all inner products."""

import numpy as np


def system(X, y, gamma):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} does not go with y {y.shape}")
    gaps = X[:, np.newaxis] - X[np.newaxis]
    return np.exp(np.einsum("abd,abd->ab", gaps, gaps) * -gamma), y


def kernel_ridge_fit(X, y, gamma, alpha):
    _, y = system(X, y, gamma)
    values, vectors = np.linalg.eigh(np.inner(as_floats(X), as_floats(X)))
    values = values + alpha
    kept = values > len(y) * np.finfo(values.dtype).eps * values.max()
    return vectors[:, kept] @ (y @ vectors[:, kept] / values[kept])
