# tries: Take all memory.
# held by: RLIMIT_AS
# %%
kept = []
while True:
    kept.append(bytearray(1 << 26))
