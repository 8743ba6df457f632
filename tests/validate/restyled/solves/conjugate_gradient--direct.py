"""SciPy's Cholesky solver, and the size of b."""

import scipy.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    return scipy.linalg.cho_solve(scipy.linalg.cho_factor(A), b), b.size
