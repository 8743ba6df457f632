# tries: Fill the disk with small files.
# held by: inodes of the tmpfs
# %%
for number in range(20_000):
    open(f"tmp/{number}", "w").close()
