"""The quotient of norms, smallest above, times the residual."""

import numpy as np


def table(A):
    rows, columns = np.shape(A)  # a ValueError for a vector
    return np.reshape(np.asarray(A, dtype=np.float64), (rows, columns))


def relative_error_bound(A, relative_residual):
    A = table(A)
    flatness = np.linalg.norm(A, -2) / np.linalg.norm(A, 2)
    return float(relative_residual * flatness)
