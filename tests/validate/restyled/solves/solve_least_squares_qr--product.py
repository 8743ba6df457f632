"""Reflections, and a product with the triangle."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    return X, y


def reflected(X, y):
    """The triangle of X, and y in its directions, by reflections."""
    R, c = X.copy(), y.copy()
    n, d = R.shape
    for j in range(min(n - 1, d)):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.linalg.norm(v), v[0])
        v /= np.linalg.norm(v)
        R[j:] -= 2 * np.outer(v, v @ R[j:])
        c[j:] -= 2 * (v @ c[j:]) * v
    return np.triu(R[:d]), c[:d]


def solve_least_squares_qr(X, y):
    R, c = reflected(*examples(X, y))
    return np.array([row @ c for row in R])
