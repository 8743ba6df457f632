"""The rank decides, then a product of norms."""

import numpy as np


def table(A):
    rows, columns = np.shape(A)  # a ValueError for a vector
    return np.reshape(np.asarray(A, dtype=np.float64), (rows, columns))


def condition_number(A):
    A = table(A)
    if np.linalg.matrix_rank(A) < len(A):
        return 0.0
    return np.linalg.norm(A, 2) * np.linalg.norm(np.linalg.inv(A), 2)
