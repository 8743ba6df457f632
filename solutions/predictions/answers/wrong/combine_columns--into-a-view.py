"""changes the caller's X."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_weights(X, w):
    X, w = floats(X), floats(w)
    if X.ndim != 2 or w.ndim != 1 or X.shape[1] != len(w):
        raise ValueError(f"{X.shape} and {w.shape} do not fit")
    return X, w


def combine_columns(X, w):
    X, w = matrix_and_weights(X, w)
    out = X[:, 0]
    out *= w[0]
    for j in range(1, len(w)):
        out += w[j] * X[:, j]
    return out
