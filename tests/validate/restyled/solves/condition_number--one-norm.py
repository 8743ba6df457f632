"""Column sums of A and of what solves AX = I."""

import numpy as np


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    A = table(A)
    n = len(A)
    if np.linalg.matrix_rank(A) < n:
        return np.inf
    B = np.linalg.solve(A, np.identity(n))
    longest = [max(sum(abs(x) for x in column) for column in M.T) for M in (A, B)]
    return float(longest[0] * longest[1])
