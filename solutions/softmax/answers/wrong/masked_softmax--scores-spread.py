"""spreads the scores to the shape of a larger mask."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def masked(scores, mask, axis):
    low = np.where(mask, scores, -np.inf).astype(scores.dtype)
    top = low.max(axis=axis, keepdims=True)
    exponentials = np.exp(low - np.where(np.isfinite(top), top, 0))
    total = exponentials.sum(axis=axis, keepdims=True)
    return (exponentials / np.where(total > 0, total, 1)).astype(scores.dtype)


def masked_softmax(scores, mask, axis=-1):
    return masked(floats(scores), np.asarray(mask, dtype=bool), axis)
