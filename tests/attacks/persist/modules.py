# tries: Leave changed modules for the next submission.
# held by: forked from a zygote that runs no student code
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
for module in (builtins, np, sys, os, socket, threading, linecache):
    module.left_behind = 1
np.array = np.zeros = np.exp = None
