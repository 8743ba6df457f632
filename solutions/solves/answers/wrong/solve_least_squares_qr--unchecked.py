"""does not look at the shapes."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def solve_least_squares_qr(X, y):
    Q, R = np.linalg.qr(floats(X))
    return np.linalg.solve(R, Q.T @ floats(y))
