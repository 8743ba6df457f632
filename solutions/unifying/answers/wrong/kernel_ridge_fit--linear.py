"""uses the linear kernel XXᵀ."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def training(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or len(X) != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def kernel_ridge_fit(X, y, gamma, alpha):
    X, y = training(X, y)
    return np.linalg.lstsq(X @ X.T + alpha * np.eye(len(X), dtype=X.dtype), y, rcond=None)[0]
