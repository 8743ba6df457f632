# tries: Open files without end.
# held by: RLIMIT_NOFILE
# %%
kept = [os.dup(1) for _ in range(100_000)]
