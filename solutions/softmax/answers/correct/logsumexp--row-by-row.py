"""Moves the axis to the front and adds term by term."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def logsumexp(scores, axis=-1):
    x = np.moveaxis(floats(scores), axis, 0)
    largest = np.where(np.isfinite(x.max(axis=0)), x.max(axis=0), 0).astype(x.dtype)
    total = 0
    for row in x:
        total = total + np.exp(row - largest)
    return np.log(total) + largest
