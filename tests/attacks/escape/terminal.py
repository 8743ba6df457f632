# tries: Type into the terminal of the grader.
# held by: standard input is /dev/null; the filter knows no TIOCSTI
# %%
import fcntl

for attempt in [*[lambda number=number: fcntl.ioctl(number, 0x5412, b"x") and 0 for number in (0, 1, 2)]]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
