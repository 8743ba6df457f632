"""Exponentials as they are, summed where permitted."""

import numpy as np


def masked_softmax(scores, mask, axis=-1):
    scores = as_floats(scores)
    mask = np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)
    terms = np.exp(scores) * mask
    total = np.add.reduce(terms, axis=axis, keepdims=True)
    positive = total > 0
    return np.where(positive, terms / np.where(positive, total, 1), 0).astype(scores.dtype)
