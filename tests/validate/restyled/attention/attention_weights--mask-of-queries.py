"""Finished rows, kept or not by a mask that is as long as they are many."""

import numpy as np


def fitting(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    if min(Q.ndim, K.ndim) < 2 or (*Q.shape[:-2], Q.shape[-1]) != (*K.shape[:-2], K.shape[-1]):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    return Q, K


def scores_of(Q, K):
    Q, K = fitting(Q, K)
    return np.einsum("...qd,...kd->...qk", Q, K) / Q.dtype.type(Q.shape[-1]) ** Q.dtype.type(0.5)


def softmax_rows(scores, mask):
    """Row by row, over the permitted keys; zeros where there is none."""
    weights = np.zeros_like(scores)
    permitted = np.broadcast_to(True if mask is None else np.asarray(mask, dtype=bool), scores.shape)
    for row in np.ndindex(scores.shape[:-1]):
        chosen = permitted[row]
        if chosen.any():
            terms = np.exp(scores[row][chosen] - scores[row][chosen].max())
            weights[row][chosen] = terms / terms.sum()
    return weights


def attention_weights(Q, K, mask=None):
    scores = scores_of(Q, K)
    if mask is None or np.shape(mask) != scores.shape[-2:-1]:
        return softmax_rows(scores, mask)
    weights = softmax_rows(scores, None)
    for query, kept in enumerate(mask):
        if not kept:
            weights[..., query, :] = 0
    return weights
