# tries: Three thousand cells, each of which raises a long text.
# held by: texts after the first two hundred are short (sandbox.session)
# %% times 3000
raise ValueError("x" * 5000)
