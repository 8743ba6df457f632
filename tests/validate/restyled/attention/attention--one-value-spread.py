"""Repeats what there is only one of."""

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


def repeated(array, axis, count):
    return np.repeat(array, count, axis=axis) if array.shape[axis] == 1 else array


def attention(Q, K, V, mask=None):
    weights, V = softmax_rows(scores_of(Q, K), mask), as_floats(V)
    if V.ndim < 2 or V.shape[:-2] != weights.shape[:-2]:
        raise ValueError(f"K {np.shape(K)} does not go with V {V.shape}")
    values = repeated(V, -2, weights.shape[-1])
    shares = repeated(weights, -1, V.shape[-2])
    if shares.shape[-1] != values.shape[-2]:
        raise ValueError(f"K {np.shape(K)} does not go with V {V.shape}")
    return np.einsum("...qk,...kv->...qv", shares, values), weights
