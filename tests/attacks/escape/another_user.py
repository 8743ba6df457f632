# tries: Become another user, or regain capabilities.
# held by: system call filter (sandbox.syscalls)
# %%
for attempt in [
    lambda: os.setuid(0),
    lambda: os.setgid(0),
    lambda: os.setgroups([0]),
    lambda: libc.syscall(126, ctypes.create_string_buffer(8), ctypes.create_string_buffer(24)),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
