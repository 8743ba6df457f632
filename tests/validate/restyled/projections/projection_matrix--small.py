"""Products of the directions, entry by entry."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def directions(X):
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return [u for u, size in zip(U.T, s) if size > 64 * np.finfo(X.dtype).eps * s[0]]


def projection_matrix(X):
    Q = directions(table(X))
    return np.array([[np.dot(p, q) for q in Q] for p in Q])
