"""adds a small number to the denominator."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def softmax(scores, axis=-1):
    x = floats(scores)
    terms = np.exp(x - top(x, axis))
    return terms / (terms.sum(axis=axis, keepdims=True) + np.finfo(x.dtype).eps * 1e4)
