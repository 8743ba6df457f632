"""Multiplies the exponentials by the mask."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def fitting(scores, mask):
    x, m = floats(scores), np.asarray(mask, dtype=bool)
    return x, np.broadcast_to(m, x.shape)


def masked_softmax(scores, mask, axis=-1):
    x, m = fitting(scores, mask)
    largest = np.max(x, axis=axis, keepdims=True, where=m, initial=-np.inf)
    largest = np.where(np.isfinite(largest), largest, 0).astype(x.dtype)
    terms = np.exp(np.minimum(x - largest, 0)) * m
    total = terms.sum(axis=axis, keepdims=True)
    return terms / np.where(total > 0, total, 1).astype(x.dtype)
