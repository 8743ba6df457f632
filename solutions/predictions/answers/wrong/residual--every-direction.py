"""removes every column of Q, also those that are not in the span."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def residual(X, y):
    X, y = matrix_and_targets(X, y)
    Q = np.linalg.qr(X)[0]
    return y - Q @ (Q.T @ y)
