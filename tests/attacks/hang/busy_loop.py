# tries: Compute for ever.
# held by: limit of a cell
# %%
while True:
    pass
