"""Masked sums, and 0/0 where they are empty."""

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
    mask = np.broadcast_to(True if mask is None else np.asarray(mask, dtype=bool), scores.shape)
    top = np.max(scores, axis=-1, keepdims=True, where=mask, initial=-np.inf)
    terms = np.exp(np.where(mask, scores, -np.inf) - top).astype(scores.dtype)
    weights = terms / terms.sum(axis=-1, keepdims=True)
    return np.einsum("...qk,...kv->...qv", weights, V), weights
