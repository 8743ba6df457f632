"""changes the first column of a float32 X."""

import numpy as np


def as_floats(values):
    array = np.asarray(values)
    return array if array.dtype == np.float32 else array.astype(np.float64)


def combine_columns(X, w):
    X, w = as_floats(X), as_floats(w)
    if X.ndim != 2 or w.ndim != 1 or X.shape[1] != len(w):
        raise ValueError(f"{X.shape} and {w.shape} do not fit")
    total = X[:, 0]
    total *= w[0]
    for j in range(1, len(w)):
        total += w[j] * X[:, j]
    return total
