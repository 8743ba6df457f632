"""Computes in Python numbers with exact sums, and returns a list of two."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def square_system(A, b):
    A, b = floats(A), floats(b)
    if A.ndim != 2 or b.ndim != 1 or A.shape[0] != A.shape[1] or len(A) != len(b):
        raise ValueError(f"A {A.shape} and b {b.shape} do not fit")
    return A, b


def conjugate_gradient(A, b, tol=1e-10, max_iter=None):
    A, b = square_system(A, b)
    rows, n, kind = [[float(v) for v in row] for row in A], len(b), b.dtype
    x, r = [0.0] * n, [float(v) for v in b]
    p, rr, steps = list(r), math.fsum(v * v for v in r), 0
    goal = tol * math.sqrt(rr)
    while math.sqrt(rr) > goal and steps != (max_iter if max_iter is not None else 10 * n):
        q = [math.fsum(map(float.__mul__, row, p)) for row in rows]
        alpha = rr / math.fsum(map(float.__mul__, p, q))
        x = [xi + alpha * pi for xi, pi in zip(x, p, strict=True)]
        r = [ri - alpha * qi for ri, qi in zip(r, q, strict=True)]
        before, rr = rr, math.fsum(v * v for v in r)
        p = [ri + rr / before * pi for ri, pi in zip(r, p, strict=True)]
        steps += 1
    return [np.array(x, dtype=kind), steps]
