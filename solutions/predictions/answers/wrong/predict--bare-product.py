"""multiplies whatever it is given, without converting or checking."""


def predict(X, w):
    return X @ w
