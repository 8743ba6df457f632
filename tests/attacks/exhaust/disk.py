# tries: Fill the disk with one large file.
# held by: RLIMIT_FSIZE; size of the tmpfs
# %%
with open("large", "wb") as file:
    while True:
        file.write(bytes(1 << 20))
