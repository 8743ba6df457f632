"""keeps the summed axis in the shape."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def logsumexp(scores, axis=-1):
    return scipy.special.logsumexp(floats(scores), axis=axis, keepdims=True)
