"""The share of b that is left is compared, which for b = 0 is none."""

import numpy as np


def system(A, b):
    A, b = as_floats(A), as_floats(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    return A, b


@np.errstate(all="ignore")
def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = system(A, b)
    most = 10 * len(b) if max_iter is None else max_iter
    x, r, p, steps = 0 * b, b, b, 0
    while steps < most and not np.linalg.norm(r) / np.linalg.norm(b) <= tol:
        image, square = A.dot(p), r.dot(r)
        length = square / p.dot(image)
        x, r = x + length * p, r - length * image
        p, steps = r + r.dot(r) / square * p, steps + 1
    return x, steps
