"""Compares v with itself."""

import numpy as np


def in_span(X, v, tol=1e-9):
    return np.array_equal(v, v)
