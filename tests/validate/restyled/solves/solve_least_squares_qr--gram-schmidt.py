"""Unit vectors in a list, each from the column as it was."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    return X, y


def solve_least_squares_qr(X, y):
    X, y = examples(X, y)
    units, d = [], X.shape[1]
    R = np.zeros((d, d), dtype=X.dtype)
    for j, column in enumerate(X.T):
        left = column.copy()
        for i, unit in enumerate(units):
            R[i, j] = (unit * column).sum()
            left = left - R[i, j] * unit
        R[j, j] = np.sqrt((left * left).sum())
        units.append(left / R[j, j])
    w = np.zeros(d, dtype=X.dtype)
    for i in reversed(range(d)):
        w[i] = ((units[i] * y).sum() - R[i, i + 1 :] @ w[i + 1 :]) / R[i, i]
    return w
