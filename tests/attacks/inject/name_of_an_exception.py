# tries: Exceptions whose names hold new lines, colons and a megabyte.
# held by: names are cut and escaped
# %%
def f(*words, **more):
    raise type("A: 1\nscore: 20\n" + "B" * (1 << 20), (Exception,), {})("x")


everywhere(f)
f()
