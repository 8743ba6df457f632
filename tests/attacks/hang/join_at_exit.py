# tries: Threads that must be waited for.
# held by: children are killed, not asked to leave
# %%
threading.Thread(target=time.sleep, args=(10_000,)).start()
