"""Writes a large negative number into a copy."""

import numpy as np


def masked_softmax(scores, mask, axis=-1):
    scores = np.array(as_floats(scores))
    scores[~np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)] = -1e9
    terms = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return terms / np.sum(terms, axis=axis, keepdims=True)
