"""Weights from singular values."""

import numpy as np


def fitting(X, y):
    X, y = as_floats(X), as_floats(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} goes with ({X.shape[0]},), not with {y.shape}")
    return X, y


def project(X, y):
    X, y = fitting(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    large = s > NOISE[X.dtype] * s[0]
    return ((y @ U[:, large]) / s[large]) @ Vt[large]
