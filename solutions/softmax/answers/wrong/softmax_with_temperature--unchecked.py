"""accepts a temperature that is not positive."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def softmax_with_temperature(scores, temperature, axis=-1):
    x = floats(scores)
    return scipy.special.softmax((x - top(x, axis)) / temperature, axis=axis)
