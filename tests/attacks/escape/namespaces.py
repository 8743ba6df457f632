# tries: Enter new namespaces, where a process has all capabilities.
# held by: system call filter (sandbox.syscalls)
# %%
for attempt in [
    *[lambda flag=flag: libc.unshare(flag) for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000)],
    lambda: libc.setns(3, 0),
    lambda: libc.syscall(435, ctypes.create_string_buffer(88), 88),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
