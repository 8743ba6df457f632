"""Rows of the transpose, the first of which is the total."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def combine_columns(X, w):
    X, w = no_copy(X), no_copy(w)
    if X.ndim != 2 or w.shape != X.shape[1:]:
        raise ValueError(f"X {X.shape} and w {w.shape}")
    first, *others = X.T
    np.multiply(first, w[0], out=first)
    for weight, column in zip(w[1:], others):
        np.add(first, weight * column, out=first)
    return first
