# tries: Start other programs.
# held by: system call filter (sandbox.syscalls)
# %%
for attempt in [
    lambda: os.execv("/bin/sh", ["sh"]),
    lambda: os.posix_spawn(sys.executable, ["python"], {}),
    lambda: libc.system(b"true") or 0 if libc.system(b"true") == 0 else -1,
    lambda: libc.execve(b"/lib64/ld-linux-x86-64.so.2", None, None),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
