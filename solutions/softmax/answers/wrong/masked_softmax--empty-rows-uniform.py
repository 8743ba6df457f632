"""gives fully masked rows equal weights instead of zeros."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def fitting(scores, mask):
    x, m = floats(scores), np.asarray(mask, dtype=bool)
    return x, np.broadcast_to(m, x.shape)


def top(x, axis):
    largest = x.max(axis=axis, keepdims=True)
    return np.where(np.isfinite(largest), largest, x.dtype.type(0))


def masked_by_infinity(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    x = np.where(m, x, -np.inf)
    terms = np.exp(x - top(x, axis))
    total = terms.sum(axis=axis, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def masked_softmax(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    weights = masked_by_infinity(x, m, axis)
    return np.where(m.any(axis=axis, keepdims=True), weights, x.dtype.type(1 / x.shape[axis]))
