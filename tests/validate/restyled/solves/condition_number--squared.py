"""The function of numpy, times itself."""

import numpy as np


def table(A):
    rows, columns = np.shape(A)  # a ValueError for a vector
    return np.reshape(np.asarray(A, dtype=np.float64), (rows, columns))


def condition_number(A):
    kappa = np.linalg.cond(table(A))
    return float(kappa * kappa)
