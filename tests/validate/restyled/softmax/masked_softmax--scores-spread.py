"""Line by line, of scores and mask brought to one shape."""

import numpy as np


def of_permitted(scores, mask, axis):
    """Softmax over the permitted entries, line by line."""
    scores = as_floats(scores)
    mask = np.broadcast_to(np.asarray(mask, dtype=bool), scores.shape)
    out = np.zeros_like(scores)
    lines, masks, places = (np.moveaxis(a, axis, -1) for a in (scores, mask, out))
    for index in np.ndindex(lines.shape[:-1]):
        chosen = masks[index]
        if chosen.any():
            terms = np.exp(lines[index][chosen] - lines[index][chosen].max())
            places[index][chosen] = terms / terms.sum()
    return out


def masked_softmax(scores, mask, axis=-1):
    scores, mask = np.broadcast_arrays(as_floats(scores), np.asarray(mask, dtype=bool))
    return of_permitted(scores, mask, axis)
