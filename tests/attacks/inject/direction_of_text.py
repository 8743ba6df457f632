# tries: Turn the direction of text, and hide letters.
# held by: invisible characters stand as escapes
# %%
mark = "\u202e20/20 \u2066score\u2069\u200b\ufeff\u2028earned: 2\u0085"


def f(*words, **more):
    raise ValueError(mark)


everywhere(f)
f()
