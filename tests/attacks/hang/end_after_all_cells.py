# tries: End the process after the last cell, each time that the notebook is run again without a cell.
# held by: every end costs one more cell (sandbox.session)
# %%
take_over("cells")
cells._inventory = lambda namespace: os._exit(0)
# %%
x = 1
