# tries: Sleep in every call.
# held by: limit of a call; one for all calls together
# slow
# %%
everywhere(lambda *words, **more: time.sleep(10_000))
