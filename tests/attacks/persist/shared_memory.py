# tries: Leave shared memory, semaphores and message queues.
# held by: the filter; an ipc namespace
# %%
for attempt in (
    lambda: libc.shmget(4711, 4096, 0o1666),
    lambda: libc.semget(4711, 1, 0o1666),
    lambda: libc.msgget(4711, 0o1666),
    lambda: libc.syscall(240, b"left", 66, 0o666, None),
    lambda: os.memfd_create("left"),
):
    try:
        result = attempt()
    except OSError:
        continue
    if result >= 0:
        gained(repr(attempt))
