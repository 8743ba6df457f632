"""combines the values with the scores instead of their softmax."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def values_of(K, V):
    V = floats(V)
    if V.ndim < 2 or V.shape[:-1] != np.shape(K)[:-1]:
        raise ValueError(f"K {np.shape(K)} and V {V.shape} do not fit")
    return V


def queries_and_keys(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape} do not fit")
    return Q, K


def scores_after(Q, K):
    Q, K = queries_and_keys(Q, K)
    return Q @ np.swapaxes(K, -1, -2) / math.sqrt(Q.shape[-1])


def permitted(scores, mask):
    return np.ones(scores.shape, bool) if mask is None else np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)


def attention(Q, K, V, mask=None):
    V = values_of(K, V)
    scores = scores_after(Q, K) * permitted(scores_after(Q, K), mask)
    return scores @ V, scores
