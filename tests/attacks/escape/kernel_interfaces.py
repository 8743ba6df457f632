# tries: Use kernel interfaces with a past: bpf, io_uring, userfaultfd, keys, perf, modules.
# held by: system call filter (sandbox.syscalls)
# %%
for attempt in [
    *[
        lambda number=number: libc.syscall(number, 1, 1, 0, 0, 0)
        for number in (321, 425, 323, 248, 250, 298, 175, 313, 319, 310, 434 + 4, 304, 101)
    ]
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
