"""Line by line, and 0/0 where nothing is permitted."""

import numpy as np


def masked_softmax(scores, mask, axis=-1):
    scores = as_floats(scores)
    mask = np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)
    top = np.max(scores, axis=axis, keepdims=True, where=mask, initial=-np.inf)
    terms = np.where(mask, np.exp(np.where(mask, scores, top) - top), 0).astype(scores.dtype)
    return terms / np.sum(terms, axis=axis, keepdims=True)
