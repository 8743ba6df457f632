"""Python’s sum over the models."""


def checked(predictions, weights):
    P, w = as_floats(predictions), as_floats(weights)
    if P.ndim != 2 or w.shape != P.shape[:1]:
        raise ValueError(f"predictions {P.shape} do not go with weights {w.shape}")
    return P, w


def ensemble(predictions, weights):
    P, w = checked(predictions, weights)
    return sum(weight * row for weight, row in zip(w, P, strict=True))
