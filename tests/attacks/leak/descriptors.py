# tries: Look for descriptors that the grader forgot to close.
# held by: close-on-exec, and a child closes the rest
# %%
import stat

held = []
for number in range(3, 200):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    held.append(stat.S_ISSOCK(mode))
if held != [True]:
    gained(f"{len(held)} descriptors")
