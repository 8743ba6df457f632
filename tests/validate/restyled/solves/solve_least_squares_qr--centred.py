"""A projection off the ones, then singular values."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    return X, y


def solve_least_squares_qr(X, y):
    X, y = examples(X, y)
    n = len(y)
    off = np.eye(n, dtype=X.dtype) - np.full((n, n), 1 / n, dtype=X.dtype)
    U, s, Vt = np.linalg.svd(off @ X, full_matrices=False)
    w = np.zeros_like(Vt[0])
    for size, left, right in zip(s, U.T, Vt):
        if size > 1e-6 * np.abs(X).max():
            w += (left @ (off @ y)) / size * right
    return w
