"""exponentiates without subtracting the maximum."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def logsumexp(scores, axis=-1):
    return np.log(np.exp(floats(scores)).sum(axis=axis))
