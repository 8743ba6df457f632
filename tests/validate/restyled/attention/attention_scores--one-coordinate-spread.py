"""Sums of coordinates, where one of the two has a single one."""

import numpy as np


def attention_scores(Q, K):
    Q, K = as_floats(Q), as_floats(K)
    sizes = Q.shape[-1:] + K.shape[-1:]
    if min(Q.ndim, K.ndim) < 2 or Q.shape[:-2] != K.shape[:-2] or (1 not in sizes and len(set(sizes)) > 1):
        raise ValueError(f"Q {Q.shape} does not go with K {K.shape}")
    root = Q.dtype.type(Q.shape[-1]) ** Q.dtype.type(0.5)
    if 1 in sizes:
        return np.einsum("...q,...k->...qk", Q.sum(axis=-1), K.sum(axis=-1)) / root
    return np.einsum("...qd,...kd->...qk", Q, K) / root
