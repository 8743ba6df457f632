# tries: Send four megabytes of text for the exception of each of many cells.
# held by: this side keeps a bounded text (sandbox.session)
# %%
take_over("cells", "wire")
cells.describe = lambda error: wire.ExceptionNode("E", "x" * 4_000_000, [], [])
# %% times 200
1 / 0
