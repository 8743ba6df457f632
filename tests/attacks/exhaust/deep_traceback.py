# tries: Raise from a hundred thousand frames down.
# held by: the last frames only; a crash costs one cell
# %%
sys.setrecursionlimit(10**9)


def f(n):
    return f(n - 1)


f(10**6)
