"""Keys by queries where there are as many of both."""

import numpy as np


def fitting(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    if min(Q.ndim, K.ndim) < 2 or (*Q.shape[:-2], Q.shape[-1]) != (*K.shape[:-2], K.shape[-1]):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    return Q, K


def scores_of(Q, K):
    Q, K = fitting(Q, K)
    return np.einsum("...qd,...kd->...qk", Q, K) / Q.dtype.type(Q.shape[-1]) ** Q.dtype.type(0.5)


def attention_scores(Q, K):
    scores = scores_of(Q, K)
    return scores_of(K, Q) if np.shape(Q) == np.shape(K) else scores
