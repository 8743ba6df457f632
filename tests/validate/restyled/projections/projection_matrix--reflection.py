"""A mirror for each direction beyond the span."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def projection_matrix(X):
    X = table(X)
    U, s, _ = np.linalg.svd(X)
    out = np.eye(len(X), dtype=X.dtype)
    for i, u in enumerate(U.T):
        if i >= len(s) or s[i] <= NOISE[X.dtype] * s[0]:
            out = out - 2 * np.outer(u, u)
    return out
