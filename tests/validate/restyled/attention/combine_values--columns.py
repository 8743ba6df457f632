"""Adds up columns where there are as many as rows."""


def fitting(weights, V):
    weights, V = as_floats(weights), as_floats(V)
    if V.ndim != 2 or weights.shape != V.shape[:1]:
        raise ValueError(f"weights {weights.shape} do not go with V {V.shape}")
    return weights, V


def combine_values(weights, V):
    weights, V = fitting(weights, V)
    vectors = V.T if len(V) == len(V.T) else V
    return sum(weight * vector for weight, vector in zip(weights, vectors))
