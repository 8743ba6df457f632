"""Loops over the queries."""

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def queries_and_keys(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape} do not fit")
    return Q, K


def scores_both_scaled(Q, K):
    Q, K = queries_and_keys(Q, K)
    root = float(Q.shape[-1] ** -0.25)
    return (root * Q) @ (root * K).swapaxes(-1, -2)


def permitted(scores, mask):
    return np.ones(scores.shape, bool) if mask is None else np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)


def attention_weights(Q, K, mask=None):
    scores = scores_both_scaled(Q, K)
    chosen = permitted(scores, mask)
    weights = np.zeros_like(scores)
    for place in np.ndindex(scores.shape[:-1]):
        if chosen[place].any():
            row = scores[place][chosen[place]]
            terms = np.exp(row - row.max())
            weights[place][chosen[place]] = terms / terms.sum()
    return weights
