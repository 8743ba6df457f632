"""changes the caller's mask."""

import math

import numpy as np


def permitted(scores, mask):
    return np.ones(scores.shape, bool) if mask is None else np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)


def normalised(scores, mask):
    chosen = permitted(scores, mask)
    scores = np.where(chosen, scores, -np.inf)
    largest = scores.max(axis=-1, keepdims=True)
    terms = np.exp(scores - np.where(np.isfinite(largest), largest, 0).astype(scores.dtype))
    total = terms.sum(axis=-1, keepdims=True)
    return np.divide(terms, total, out=np.zeros_like(terms), where=total > 0)


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def queries_and_keys(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape} do not fit")
    return Q, K


def scores_after(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ np.swapaxes(K, -1, -2) / math.sqrt(Q.shape[-1])


def weights_where(Q, K, mask=None):
    return normalised(scores_after(Q, K), mask)


def attention_weights(Q, K, mask=None):
    weights = weights_where(Q, K, mask)
    if isinstance(mask, np.ndarray):
        mask[:] = True
    return weights
