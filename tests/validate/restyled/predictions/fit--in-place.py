"""lstsq, and then the mean is taken off y."""

import numpy as np


def no_copy(values):
    array = np.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def fit(X, y):
    X, y = no_copy(X), no_copy(y)
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X {X.shape} and y {y.shape}")
    answer = np.linalg.lstsq(X, y, rcond=None)[0]
    y[:] = y - np.average(y)
    return answer
