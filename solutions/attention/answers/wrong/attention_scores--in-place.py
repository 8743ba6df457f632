"""changes the caller's Q."""

import math

import numpy as np


def floats(values):
    array = np.asarray(values)
    return array if array.dtype in (np.float32, np.float64) else array.astype(float)


def queries_and_keys(Q, K):
    Q, K = floats(Q), floats(K)
    if Q.ndim < 2 or K.ndim < 2 or Q.shape[-1] != K.shape[-1] or Q.shape[:-2] != K.shape[:-2]:
        raise ValueError(f"Q {Q.shape} and K {K.shape} do not fit")
    return Q, K


def attention_scores(Q, K):
    Q, K = queries_and_keys(Q, K)
    Q /= math.sqrt(Q.shape[-1])
    return Q @ np.swapaxes(K, -1, -2)
