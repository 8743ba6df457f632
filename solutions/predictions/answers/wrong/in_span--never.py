"""always says no."""


def in_span(X, v, tol=1e-9):
    return False
