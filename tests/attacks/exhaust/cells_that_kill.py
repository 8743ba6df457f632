# tries: A thousand cells, each of which ends the process.
# held by: restarts are counted (sandbox.session)
# %% times 1000
os._exit(1)
