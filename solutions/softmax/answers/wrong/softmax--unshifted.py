"""exponentiates without subtracting the maximum."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax(scores, axis=-1):
    terms = np.exp(floats(scores))
    return terms / terms.sum(axis=axis, keepdims=True)
