"""takes the mean of the exponentials instead of their sum."""

import math

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def logsumexp_scipy(scores, axis=-1):
    return scipy.special.logsumexp(floats(scores), axis=axis)


def logsumexp(scores, axis=-1):
    x = floats(scores)
    return logsumexp_scipy(x, axis) - math.log(x.shape[axis])
