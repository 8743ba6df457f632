# tries: Texts that no encoding can write.
# held by: replaced by their notation
# %%
mark = "\ud800\udfff\udc80 \x00"


def f(*words, **more):
    raise ValueError(mark)


everywhere(f)
f()
