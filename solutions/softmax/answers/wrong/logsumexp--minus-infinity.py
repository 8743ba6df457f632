"""subtracts a maximum of −inf, which gives nan."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def logsumexp(scores, axis=-1):
    x = floats(scores)
    largest = x.max(axis=axis, keepdims=True)
    return np.squeeze(largest + np.log(np.exp(x - largest).sum(axis=axis, keepdims=True)), axis=axis)
