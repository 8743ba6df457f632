"""A column of ones with weight 1."""

import numpy as np


def fitting(X, w):
    X, w = as_floats(X), as_floats(w)
    if X.ndim != 2 or w.shape != X.shape[1:]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[-1]},), not with {w.shape}")
    return X, w


def predict(X, w):
    X, w = fitting(X, w)
    ones = np.ones((len(X), 1), dtype=X.dtype)
    return np.hstack([ones, X]) @ np.append(np.ones(1, dtype=w.dtype), w)
