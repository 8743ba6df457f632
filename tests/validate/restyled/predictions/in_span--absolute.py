"""The distance of the best combination, compared with tol."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def in_span(X, v, tol=1e-9):
    X, v = fitting(X, v)
    away = X @ np.linalg.lstsq(X, v, rcond=None)[0] - v
    return (away @ away) ** 0.5 <= tol
