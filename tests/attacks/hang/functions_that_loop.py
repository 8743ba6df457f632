# tries: Loop in every call.
# held by: limit of a call; one for all calls together
# slow
# %%
def f(*words, **more):
    while True:
        pass


everywhere(f)
