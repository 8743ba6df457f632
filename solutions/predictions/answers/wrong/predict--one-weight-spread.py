"""spreads a single weight over all columns."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def predict(X, w):
    X, w = floats(X), floats(w)
    if X.ndim != 2 or w.ndim != 1:
        raise ValueError(f"{X.shape} and {w.shape} do not fit")
    return (X * w).sum(axis=1)
