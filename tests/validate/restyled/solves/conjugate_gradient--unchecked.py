"""np.dot of whatever comes."""

import numpy as np


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = as_floats(A), as_floats(b)
    most = max_iter if max_iter is not None else 10 * len(b)
    x, r, p, steps = 0 * b, b, b, 0
    square = goal = np.sum(b * b)
    while square > tol * tol * goal and steps < most:
        image = np.dot(A, p)
        length = square / np.sum(p * image)
        x, r = x + length * p, r - length * image
        square, before = np.sum(r * r), square
        p = r + square / before * p
        steps += 1
    return x, steps
