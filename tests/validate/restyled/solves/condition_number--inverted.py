"""Two matrix norms, the wrong one above."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    A = table(A)
    return np.linalg.norm(A, -2) / np.linalg.norm(A, 2)
