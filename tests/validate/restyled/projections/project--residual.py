"""Takes each direction off a copy."""

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
    rest = y.copy()
    for q in directions(X):
        rest -= q * (q @ rest)
    return rest
