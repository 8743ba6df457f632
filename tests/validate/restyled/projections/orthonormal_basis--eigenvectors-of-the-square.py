"""scipy's eigh of the Gram matrix, column by column."""

import math

import numpy as np
import scipy.linalg


def table(X):
    X = as_floats(X)
    if X.ndim != 2:
        raise ValueError(f"a matrix is expected, not an array of shape {X.shape}")
    return X


def orthonormal_basis(X, rtol=1e-10):
    X = table(X)
    squares, V = scipy.linalg.eigh(np.dot(X.T, X), driver="evd")
    smallest = max(rtol, max(X.shape) * np.finfo(X.dtype).eps) * math.sqrt(squares[-1])
    lengths = [math.sqrt(max(square, 0)) for square in squares]
    columns = [X.dot(v) / length for length, v in zip(lengths, V.T) if length > smallest]
    return np.stack(columns, axis=1).astype(X.dtype)
