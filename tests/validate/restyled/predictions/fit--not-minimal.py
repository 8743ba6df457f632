"""Greedy choice of columns, the others get weight 0."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def fit(X, y):
    X, y = fitting(X, y)
    left, chosen = X.astype(float), []
    for _ in range(X.shape[1]):
        lengths = np.sqrt((left**2).sum(axis=0))
        j = int(lengths.argmax())
        if lengths[j] <= 1e-7 * np.sqrt((X.astype(float) ** 2).sum(axis=0)).max():
            break
        chosen.append(j)
        unit = left[:, j] / lengths[j]
        left = left - np.outer(unit, unit @ left)
    w = np.zeros(X.shape[1], dtype=X.dtype)
    w[chosen] = np.linalg.lstsq(X[:, chosen], y, rcond=None)[0]
    return w
