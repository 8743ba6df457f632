"""SciPy's Cholesky solver of whatever comes."""

import numpy as np
import scipy.linalg


def solve_spd(A, b, jitter=0.0):
    A, b = as_floats(A), as_floats(b)
    M = A + A.dtype.type(jitter) * np.identity(len(A), dtype=A.dtype)
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(M), b)
