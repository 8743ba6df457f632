"""subtracts the maximum of the whole array instead of each row's."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax(scores, axis=-1):
    x = floats(scores)
    terms = np.exp(x - x.max())
    return terms / terms.sum(axis=axis, keepdims=True)
