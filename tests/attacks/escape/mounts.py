# tries: Mount, unmount, and move the root.
# held by: system call filter (sandbox.syscalls)
# %%
for attempt in [
    lambda: libc.mount(b"proc", b"/home", b"proc", 0, None),
    lambda: libc.umount2(os.getcwd().encode(), 2),
    lambda: os.chroot("."),
    lambda: libc.syscall(428, -100, b"/", 1),
    lambda: libc.syscall(430, b"tmpfs", 0),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
