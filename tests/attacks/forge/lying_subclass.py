# tries: Answer with an array whose class lies about shape, dtype and comparisons.
# held by: arrays cross as dtype, shape and bytes
# %%
class Lying(np.ndarray):
    shape = property(lambda self: Any())
    dtype = property(lambda self: Any())

    def __eq__(self, other):
        return True

    def __array_ufunc__(self, *words, **more):
        return True

    def __array_function__(self, *words, **more):
        return True


class Any:
    def __eq__(self, other):
        return True


everywhere(lambda *words, **more: np.zeros(3).view(Lying))
