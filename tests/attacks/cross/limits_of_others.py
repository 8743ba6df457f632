# tries: Lower the limits and priorities of others.
# held by: the filter knows the own process only
# %%
import resource

for pid in (1, 2, os.getppid(), 100, 1000):
    if pid in (os.getpid(), 0):
        continue
    try:
        resource.prlimit(pid, resource.RLIMIT_CPU, (1, 1))
        gained(f"prlimit {pid}")
    except OSError:
        pass
    if libc.setpriority(0, pid, 19) == 0:
        gained(f"setpriority {pid}")
