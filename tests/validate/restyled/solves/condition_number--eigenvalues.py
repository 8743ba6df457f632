"""The diagonal of a Schur form."""

import scipy.linalg


def table(A):
    A = as_floats(A).astype(float)
    if len(A.shape) != 2:
        raise ValueError("A has rows and columns")
    return A


def condition_number(A):
    T, _ = scipy.linalg.schur(table(A), output="complex")
    sizes = sorted(abs(T[i, i]) for i in range(len(T)))
    return float(sizes[-1] / sizes[0]) if sizes[0] > 1e-15 * sizes[-1] else float("inf")
