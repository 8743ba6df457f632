"""Two matrix norms, one over the other."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


@np.errstate(all="ignore")
def condition_number(A):
    A = table(A)
    stretch, squeeze = (np.linalg.norm(A, order) for order in (2, -2))
    return float(np.divide(stretch, squeeze))
