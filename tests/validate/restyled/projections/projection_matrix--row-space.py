"""Outer products of right singular vectors."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return sum(np.outer(v, v) for v, size in zip(Vt, s) if size > NOISE[X.dtype] * s[0])
