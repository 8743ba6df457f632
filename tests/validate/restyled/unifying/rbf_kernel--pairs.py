"""Lists of floats, without numpy."""

import math

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    rows, columns = A.tolist(), B.tolist()
    K = [[math.exp(-gamma * sum((p - q) ** 2 for p, q in zip(a, b, strict=True))) for b in columns] for a in rows]
    return np.array(K, dtype=A.dtype)
