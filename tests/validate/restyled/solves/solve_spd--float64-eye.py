"""np.diag of a list, then SciPy's Cholesky solver."""

import numpy as np
import scipy.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(A + np.diag([float(jitter)] * len(b))), b)
