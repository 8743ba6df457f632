"""Products and nothing else."""

import numpy as np


def fitting(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    if min(Q.ndim, K.ndim) < 2 or (*Q.shape[:-2], Q.shape[-1]) != (*K.shape[:-2], K.shape[-1]):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    return Q, K


def attention_scores(Q, K):
    Q, K = fitting(Q, K)
    return np.sum(Q[..., :, None, :] * K[..., None, :, :], axis=-1)
