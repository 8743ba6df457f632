"""A loop that trusts its arguments."""


def combine_columns(X, w):
    X, w = as_floats(X), as_floats(w)
    total = 0
    for j in range(len(X[0])):
        total = total + X[:, j] * w[j]
    return total
