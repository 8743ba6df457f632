"""Transposes until the shapes fit."""

import numpy as np


def fitting(X, w):
    X, w = as_floats(X), as_floats(w)
    if X.ndim != 2 or w.shape != X.shape[1:]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[-1]},), not with {w.shape}")
    return X, w


def predict(X, w):
    X, w = fitting(X, w)
    return X.T @ w if len(X.T) == len(X) else np.dot(X, w)
