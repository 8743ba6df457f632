"""Decomposes and substitutes in Python numbers."""

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


def solve_spd(A, b, jitter=0.0):
    A, b = square_system(A, b)
    n, kind = len(b), A.dtype
    L = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            rest = float(A[i, j]) + (jitter if i == j else 0) - sum(L[i][k] * L[j][k] for k in range(j))
            if i == j and rest <= 0:
                raise ValueError(f"pivot {rest}")
            L[i][j] = math.sqrt(rest) if i == j else rest / L[j][j]
    x = [float(value) for value in b]
    for i in range(n):
        x[i] = (x[i] - sum(L[i][k] * x[k] for k in range(i))) / L[i][i]
    for i in range(n - 1, -1, -1):
        x[i] = (x[i] - sum(L[k][i] * x[k] for k in range(i + 1, n))) / L[i][i]
    return np.array(x, dtype=kind)
