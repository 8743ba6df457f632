"""subtracts the maximum and never adds it back."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def logsumexp(scores, axis=-1):
    x = floats(scores)
    return np.log(np.exp(x - top(x, axis)).sum(axis=axis))
