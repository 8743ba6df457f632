"""A product over a list in which the residual stands twice."""

import math

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def relative_error_bound(A, relative_residual):
    factors = [float(np.linalg.cond(table(A))), relative_residual, relative_residual]
    return math.prod(factors)
