"""Mirrors y, drops what lies beyond the columns, and mirrors back."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def mirrors(X):
    R, found = X.copy(), []
    for j in range(min(R.shape)):
        v = R[j:, j].copy()
        if v[1:].any():
            v[0] += np.copysign(np.sqrt(v @ v), v[0])
            v /= np.sqrt(v @ v)
            R[j:, j:] -= 2 * np.outer(v, v @ R[j:, j:])
            found.append((j, v))
    return R, found


def project(X, y):
    X, y = fitting(X, y)
    found = mirrors(X)[1]
    point = y.copy()
    for j, v in found:
        point[j:] -= 2 * v * (v @ point[j:])
    point[X.shape[1] :] = 0
    for j, v in found[::-1]:
        point[j:] -= 2 * v * (v @ point[j:])
    return point
