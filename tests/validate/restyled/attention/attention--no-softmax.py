"""Scores for weights, 0 where masked."""

import numpy as np


def fitting(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    if min(Q.ndim, K.ndim) < 2 or (*Q.shape[:-2], Q.shape[-1]) != (*K.shape[:-2], K.shape[-1]):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    return Q, K


def scores_of(Q, K):
    Q, K = fitting(Q, K)
    return np.einsum("...qd,...kd->...qk", Q, K) / Q.dtype.type(Q.shape[-1]) ** Q.dtype.type(0.5)


def values_for(K, V):
    V = as_floats(V)
    if V.shape[:-1] != np.shape(K)[:-1]:
        raise ValueError(f"K {np.shape(K)} does not go with V {V.shape}")
    return V


def attention(Q, K, V, mask=None):
    scores, V = scores_of(Q, K), values_for(K, V)
    if mask is not None:
        scores = np.where(mask, scores, 0).astype(scores.dtype)
    return np.matmul(scores, V), scores
