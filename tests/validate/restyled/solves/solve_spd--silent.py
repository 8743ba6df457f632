"""SciPy's Cholesky solver, and a short complaint."""

import scipy.linalg


def lifted(A, amount):
    M = A.copy()
    for i in range(len(M)):
        M[i, i] += amount
    return M


def solve_spd(A, b, jitter=0.0):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(lifted(A, jitter)), b)
