"""np.matmul of whatever comes."""


def predict(X, w):
    return X.__matmul__(w)
