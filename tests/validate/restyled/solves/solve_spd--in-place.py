"""Every (n + 1)-th entry of A itself, then SciPy's Cholesky solver."""

import numpy as np
import scipy.linalg


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def solve_spd(A, b, jitter=0.0):
    A, b = no_copy(A), no_copy(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    A.flat[:: len(b) + 1] += jitter
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(A), b)
