"""lstsq of doubles."""

import numpy as np


def examples(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError(f"X is {X.shape} and y is {y.shape}")
    return X, y


def solve_least_squares_qr(X, y):
    X, y = (np.array(each, dtype="d") for each in examples(X, y))
    weights, *_ = np.linalg.lstsq(X, y, rcond=None)
    return weights
