"""divides 0 by 0 in fully masked rows."""

import numpy as np
import scipy.special


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def fitting(scores, mask):
    x, m = floats(scores), np.asarray(mask, dtype=bool)
    return x, np.broadcast_to(m, x.shape)


def masked_softmax(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    return scipy.special.softmax(np.where(m, x, -np.inf), axis=axis)
