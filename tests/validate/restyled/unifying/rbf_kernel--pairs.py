"""A generator over the product of both sets."""

import itertools
import math

import numpy as np


def fitting(A, B):
    A, B = as_floats(A), as_floats(B)
    if (A.ndim, B.ndim) != (2, 2) or A.shape[-1] != B.shape[-1]:
        raise ValueError(f"A {A.shape} does not go with B {B.shape}")
    return A, B


def rbf_kernel(A, B, gamma):
    A, B = fitting(A, B)
    squares = (np.square(a - b).sum() for a, b in itertools.product(A, B))
    values = (math.exp(-gamma * square) for square in squares)
    return np.fromiter(values, dtype=A.dtype, count=len(A) * len(B)).reshape(len(A), len(B))
