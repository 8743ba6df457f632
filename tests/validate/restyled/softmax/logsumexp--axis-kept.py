"""keepdims to the very end."""

import numpy as np


def logsumexp(scores, axis=-1):
    scores = as_floats(scores)
    top = np.max(scores, axis=axis, keepdims=True)
    safe = np.where(top == -np.inf, 0, top).astype(scores.dtype)
    with np.errstate(divide="ignore"):
        return safe + np.log(np.exp(scores - safe).sum(axis=axis, keepdims=True))
