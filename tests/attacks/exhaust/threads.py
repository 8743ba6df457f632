# tries: Start threads without end.
# held by: RLIMIT_NPROC, RLIMIT_AS
# %%
threading.stack_size(1 << 16)
for _ in range(20_000):
    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
