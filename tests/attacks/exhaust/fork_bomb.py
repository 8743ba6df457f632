# tries: Fork without end.
# held by: every fork needs the permission of the trusted side
# %%
made = 0
for _ in range(20_000):
    try:
        made += os.fork() == 0
    except OSError:
        pass
if made:
    gained("a process")
