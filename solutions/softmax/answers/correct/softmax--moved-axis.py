"""Moves the axis to the end and multiplies by the reciprocal."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def softmax(scores, axis=-1):
    x = np.moveaxis(floats(scores), axis, -1)
    terms = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.moveaxis(terms * (1 / terms.sum(axis=-1, keepdims=True)), -1, axis)
