"""The inverse between two einsums."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    G = np.linalg.inv(np.dot(X.T, X))
    return np.einsum("ij,kj->ik", np.einsum("ij,jk->ik", X, G), X)
