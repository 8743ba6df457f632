# tries: Print a lot in every call, and never flush.
# held by: output is drained while waiting
# %%
def f(*words, **more):
    sys.stdout.write("y" * 10_000_000)
    return 0


everywhere(f)
