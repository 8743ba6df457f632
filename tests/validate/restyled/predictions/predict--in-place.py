"""Scales each column where it stands."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def predict(X, w):
    X, w = no_copy(X), no_copy(w)
    if X.ndim != 2 or w.shape != X.shape[1:]:
        raise ValueError(f"X {X.shape} and w {w.shape}")
    for j in range(X.shape[1]):
        X[:, j] = X[:, j] * w[j]
    return np.sum(X, axis=1)
