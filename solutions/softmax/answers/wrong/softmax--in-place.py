"""changes the caller's scores."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def softmax_scipy(scores, axis=-1):
    return scipy.special.softmax(floats(scores), axis=axis)


def softmax(scores, axis=-1):
    x = floats(scores)
    x -= top(x, axis)
    return softmax_scipy(x, axis)
