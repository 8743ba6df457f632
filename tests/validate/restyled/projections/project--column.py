"""Directions times coordinates, with y as a column."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def directions(X):
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return [u for u, size in zip(U.T, s) if size > 64 * np.finfo(X.dtype).eps * s[0]]


def project(X, y):
    X, y = fitting(X, y)
    Q = np.stack(directions(X), axis=1)
    return Q @ (Q.T @ y.reshape(-1, 1))
