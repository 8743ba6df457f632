# tries: Answer with objects that are equal to whatever they are compared with.
# held by: values cross as plain data (worker.packing, worker.values)
# %%
class Right:
    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __float__(self):
        return 1.0

    def __array__(self, *words, **more):
        return np.ones(1).view(Lying)

    def __len__(self):
        return 1

    def __getattr__(self, name):
        return Right()

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None


class Lying(np.ndarray):
    def __eq__(self, other):
        return True


everywhere(lambda *words, **more: Right())
