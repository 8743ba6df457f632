"""does not check that shapes fit."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def combine_columns(X, w):
    X, w = floats(X), floats(w)
    return sum(w[j] * X[:, j] for j in range(X.shape[1]))
