# tries: Make and open devices.
# held by: no CAP_MKNOD, nodev, a root without them
# %%
for attempt in [
    lambda: os.mknod("sda", 0o60600, os.makedev(8, 0)),
    lambda: os.open("/dev/mem", os.O_RDWR),
    lambda: os.open("/dev/kmsg", os.O_RDWR),
    lambda: os.open("/dev/tty", os.O_RDWR),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
