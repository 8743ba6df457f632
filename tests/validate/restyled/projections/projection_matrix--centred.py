"""Directions of the columns less their averages."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    around = X - np.average(X, axis=0)
    U, s, _ = np.linalg.svd(around, full_matrices=False)
    Q = U[:, s > 1e-9 * np.abs(X).max()]
    return np.einsum("ir,jr->ij", Q, Q)
