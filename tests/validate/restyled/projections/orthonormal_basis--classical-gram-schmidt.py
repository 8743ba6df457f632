"""Gram-Schmidt with matrix products, into an array that is filled from the left."""

import numpy as np


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    n, d = X.shape
    Q, rank = np.zeros((n, min(n, d) + 1), X.dtype), 0
    smallest = max(rtol, max(n, d) * np.finfo(X.dtype).eps) * np.sqrt(np.vdot(X, X))
    for j in range(d):
        rest = X[:, j] - Q @ (X[:, j] @ Q)
        length = np.sqrt(rest @ rest)
        if length > smallest:
            Q[:, rank] = rest / length
            rank += 1
    return Q[:, :rank]
