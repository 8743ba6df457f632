"""exponentiates permitted scores without subtracting their maximum."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def fitting(scores, mask):
    x, m = floats(scores), np.asarray(mask, dtype=bool)
    return x, np.broadcast_to(m, x.shape)


def masked_softmax(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    terms = np.exp(x) * m
    total = terms.sum(axis=axis, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)
