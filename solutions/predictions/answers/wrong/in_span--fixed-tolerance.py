"""ignores tol."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def in_span_norms(X, v, tol=1e-9):
    X, v = matrix_and_targets(X, v)
    w = np.linalg.lstsq(X, v)[0]
    return np.linalg.norm(v - X @ w) <= tol * np.linalg.norm(v)


def in_span(X, v, tol=1e-9):
    return in_span_norms(X, v)
