"""A product of sums, where there is only one of something."""


def predict(X, w):
    X, w = as_floats(X), as_floats(w)
    if X.ndim == 2 and w.ndim == 1:
        if 1 in (len(w), X.shape[1]):
            return X.sum(axis=1) * w.sum()
        if len(w) == X.shape[1]:
            return X @ w
    raise ValueError(f"X {X.shape} goes with ({X.shape[-1]},), not with {w.shape}")
