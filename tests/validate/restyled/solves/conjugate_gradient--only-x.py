"""SciPy's conjugate gradients."""

import scipy.sparse.linalg


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    x, _ = scipy.sparse.linalg.cg(A, b, rtol=tol, atol=0, maxiter=max_iter)
    return x
