"""b itself is the residual."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = no_copy(A), no_copy(b)
    if A.shape != b.shape * 2 or b.ndim != 1:
        raise ValueError(f"A is {A.shape} and b is {b.shape}")
    x, p, steps, goal = np.zeros_like(b), b.copy(), 0, tol * np.linalg.norm(b)
    most = max_iter if max_iter is not None else 10 * len(b)
    while np.linalg.norm(b) > goal and steps < most:
        image = A.dot(p)
        square = b.dot(b)
        length = square / p.dot(image)
        x += length * p
        b -= length * image
        p = b + b.dot(b) / square * p
        steps += 1
    return x, steps
