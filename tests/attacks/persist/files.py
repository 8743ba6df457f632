# tries: Leave files for the next submission, and look for those of the one before.
# held by: a tmpfs of its own
# %%
marks = [name for name in ("left-behind", "tmp/left-behind", "/tmp/left-behind") if os.path.exists(name)]
import builtins, linecache

marks += [
    module.__name__
    for module in (builtins, np, sys, os, socket, threading, linecache)
    if hasattr(module, "left_behind")
]
if marks:
    gained(f"what another submission left: {marks}")
# %%
for name in ("left-behind", "tmp/left-behind", "/tmp/left-behind"):
    try:
        open(name, "w").close()
    except OSError:
        pass
