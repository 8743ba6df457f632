"""lstsq, and a short complaint."""

import numpy as np


def solve_least_squares_qr(X, y):
    X, y = as_floats(X), as_floats(y)
    if y.ndim != 1 or X.shape[:-1] != y.shape:
        raise ValueError
    return np.linalg.lstsq(X, y, rcond=None)[0]
