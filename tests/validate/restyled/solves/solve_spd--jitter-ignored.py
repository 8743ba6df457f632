"""SciPy's upper factor of A as it is."""

import scipy.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def solve_spd(A, b, jitter=0.0):
    A, b = system(A, b)
    U = scipy.linalg.cholesky(A)
    z = scipy.linalg.solve_triangular(U, b, trans=1)
    return scipy.linalg.solve_triangular(U, z)
