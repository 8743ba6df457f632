"""always says yes."""


def in_span(X, v, tol=1e-9):
    return True
