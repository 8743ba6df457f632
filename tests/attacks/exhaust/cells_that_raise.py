# ruff: noqa
# tries: Three thousand cells, each of which raises a long text.
# held by: a report lists a bounded number of cells
# %% times 3000
raise ValueError("x" * 5000)
