# tries: Take all memory in every call.
# held by: RLIMIT_AS
# %%
def f(*words, **more):
    return bytearray(1 << 40)


everywhere(f)
