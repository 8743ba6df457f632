"""Eigenvectors of the Gram matrix."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    values, vectors = np.linalg.eigh(X.T @ X)
    inverses = np.where(values > 1e-15 * values[-1], 1 / values, 0)
    return X @ (vectors * inverses) @ vectors.T @ X.T
