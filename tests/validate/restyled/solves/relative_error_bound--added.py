"""A running sum that begins with the residual."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    total = float(relative_residual)
    total += np.linalg.cond(table(A))
    return total
