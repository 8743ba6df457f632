"""Uses einsum and returns a list."""

import numpy as np
import scipy.special


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


def scores_einsum(Q, K):
    Q, K = queries_and_keys(Q, K)
    return np.einsum("...id,...jd->...ij", Q, K) * Q.dtype.type(Q.shape[-1] ** -0.5)


def permitted(scores, mask):
    return np.ones(scores.shape, bool) if mask is None else np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)


def weights_scipy(Q, K, mask=None):
    scores = scores_einsum(Q, K)
    chosen = permitted(scores, mask)
    weights = scipy.special.softmax(np.where(chosen, scores, -np.inf), axis=-1)
    return np.where(chosen, weights, 0).astype(scores.dtype)


def attention(Q, K, V, mask=None):
    V = values_of(K, V)
    weights = weights_scipy(Q, K, mask)
    return [np.einsum("...ij,...jd->...id", weights, V), weights]
