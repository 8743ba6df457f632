"""Outer products of the directions longer than a number."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    P = np.zeros((len(X), len(X)), X.dtype)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    for u, size in zip(U.T, s):
        if size > 1e-10:
            P += np.outer(u, u)
    return P
