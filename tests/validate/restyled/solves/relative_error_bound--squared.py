"""Twice multiplied by the function of numpy."""

import numpy as np


def table(A):
    rows, columns = np.shape(A)  # a ValueError for a vector
    return np.reshape(np.asarray(A, dtype=np.float64), (rows, columns))


def relative_error_bound(A, relative_residual):
    bound = float(relative_residual)
    for _ in range(2):
        bound *= np.linalg.cond(table(A))
    return float(bound)
