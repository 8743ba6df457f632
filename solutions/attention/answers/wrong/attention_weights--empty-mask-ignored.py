"""takes a mask that permits nothing for no mask."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def scores_of(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[:-2] != K.shape[:-2] or Q.shape[-1] != K.shape[-1]:
        raise ValueError(f"{Q.shape} and {K.shape} do not fit")
    return Q @ K.swapaxes(-1, -2) / float(Q.shape[-1]) ** 0.5


def masked(scores, mask):
    low = np.where(mask, scores, -np.inf).astype(scores.dtype)
    top = low.max(axis=-1, keepdims=True)
    exponentials = np.exp(low - np.where(np.isfinite(top), top, 0))
    total = exponentials.sum(axis=-1, keepdims=True)
    return (exponentials / np.where(total > 0, total, 1)).astype(scores.dtype)


def attention_weights(Q, K, mask=None):
    scores = scores_of(Q, K)
    if mask is None or not np.any(mask):
        mask = True
    return masked(scores, np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape))
