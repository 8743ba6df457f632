"""changes the caller's y."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def fit_pinv(X, y):
    X, y = matrix_and_targets(X, y)
    return np.linalg.pinv(X) @ y


def fit(X, y):
    X, y = matrix_and_targets(X, y)
    w = fit_pinv(X, y)
    y -= y.mean()
    return w
