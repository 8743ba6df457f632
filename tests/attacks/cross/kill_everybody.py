# tries: Send signals to every process there is.
# held by: pid namespace; under basic the filter
# %%
import signal

for pid in [-1, 0, *range(2, 3000)]:
    if pid == os.getpid():
        continue
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        continue
    if pid > 0:
        gained(f"killed {pid}")
