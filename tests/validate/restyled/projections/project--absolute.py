"""Adds up the directions longer than a number."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    point = np.zeros_like(y)
    for u, size in zip(U.T, s):
        if size > 1e-10:
            point += (u @ y) * u
    return point
