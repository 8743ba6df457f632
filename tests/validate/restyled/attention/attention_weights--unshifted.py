"""Exponentials times the mask, as they are."""

import numpy as np


def fitting(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    if min(Q.ndim, K.ndim) < 2 or (*Q.shape[:-2], Q.shape[-1]) != (*K.shape[:-2], K.shape[-1]):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    return Q, K


def scores_of(Q, K):
    Q, K = fitting(Q, K)
    return np.einsum("...qd,...kd->...qk", Q, K) / Q.dtype.type(Q.shape[-1]) ** Q.dtype.type(0.5)


def attention_weights(Q, K, mask=None):
    scores = scores_of(Q, K)
    terms = np.exp(scores)
    if mask is not None:
        terms = terms * np.broadcast_to(np.asarray(mask, dtype=bool), terms.shape)
    total = np.sum(terms, axis=-1, keepdims=True)
    return np.where(total > 0, terms / np.where(total > 0, total, 1), 0).astype(scores.dtype)
