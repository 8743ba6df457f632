"""Covariances of centred data, by lstsq."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def fit(X, y):
    X, y = fitting(X, y)
    means = np.average(X, axis=0)
    return np.linalg.lstsq(X - means, y - np.average(y), rcond=None)[0]
