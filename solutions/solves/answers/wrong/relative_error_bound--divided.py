"""divides the residual by the condition number."""

import math

import numpy as np
import scipy.linalg


def matrix(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2:
        raise ValueError(f"{A.shape} is no matrix")
    return A


def condition_svd(A):
    s = scipy.linalg.svdvals(matrix(A))
    return math.inf if s[-1] == 0 else float(s[0]) / float(s[-1])


def relative_error_bound(A, relative_residual):
    return relative_residual / condition_svd(A)
