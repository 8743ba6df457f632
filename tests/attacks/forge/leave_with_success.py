# tries: End the process with exit code 0 as soon as it is asked.
# held by: only a pass that the trusted side saw counts
# %%
everywhere(lambda *words, **more: os._exit(0))
