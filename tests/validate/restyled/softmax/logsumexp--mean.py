"""np.mean for np.sum."""

import numpy as np


def logsumexp(scores, axis=-1):
    scores = as_floats(scores)
    top = scores.max(axis=axis)
    safe = np.where(np.isfinite(top), top, 0).astype(scores.dtype)
    with np.errstate(divide="ignore"):
        return safe + np.log(np.mean(np.exp(scores - np.expand_dims(safe, axis)), axis=axis))
