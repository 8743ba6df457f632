"""Stacks the penalty below X and calls lstsq."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def matrix_and_targets(X, y):
    X, y = floats(X), floats(y)
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != len(y):
        raise ValueError(f"{X.shape} and {y.shape} do not fit")
    return X, y


def ridge_inputs(X, y, alpha):
    if alpha < 0:
        raise ValueError(f"negative alpha {alpha}")
    return matrix_and_targets(X, y)


def fit_ridge(X, y, alpha):
    X, y = ridge_inputs(X, y, alpha)
    d = X.shape[1]
    stacked = np.vstack([X, math.sqrt(alpha) * np.eye(d, dtype=X.dtype)])
    return np.linalg.lstsq(stacked, np.concatenate([y, np.zeros(d, X.dtype)]))[0]
