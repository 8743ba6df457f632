# tries: Stop the clock by which the child counts its time, and sleep in cell after cell.
# held by: the trusted side counts as well (sandbox.session)
# slow
# %%
import types

take_over("cells")
cells.time = types.SimpleNamespace(process_time=lambda: 0, monotonic=lambda: 0)
# %% times 40
time.sleep(3)
