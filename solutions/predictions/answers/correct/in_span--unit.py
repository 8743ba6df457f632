"""Scales v first."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def residual_projection(X, y):
    X, y = matrix_and_targets(X, y)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    U = U[:, s > 1e-6 * s[0]]
    return y - U @ (U.T @ y)


def in_span(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    size = np.abs(v).max()
    if size == 0:
        return True
    v = v / size
    missing = residual_projection(X, v)
    return bool(np.sqrt(missing @ missing) <= tol * np.sqrt(v @ v))
