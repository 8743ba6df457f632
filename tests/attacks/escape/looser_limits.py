# tries: Raise the own limits.
# held by: hard limits
# %%
import resource

for attempt in [
    lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
    lambda: resource.setrlimit(resource.RLIMIT_NPROC, (9999999, 9999999)),
    lambda: resource.setrlimit(resource.RLIMIT_CORE, (1, 1)),
]:
    try:
        result = attempt()
    except (OSError, ValueError, RuntimeError):
        continue
    if result is None or result >= 0:
        gained(repr(result))
