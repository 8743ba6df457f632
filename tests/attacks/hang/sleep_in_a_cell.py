# tries: Sleep, which takes no CPU time.
# held by: limits on the clock, four times those of CPU
# slow
# %%
time.sleep(10_000)
