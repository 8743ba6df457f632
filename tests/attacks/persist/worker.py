# tries: Change the worker itself, for good.
# held by: the zygote is another process
# %%
take_over("calls", "cells", "child", "zygote")
calls.answer_calls = child.serve = cells.run_cells = lambda *words, **more: os._exit(0)
for name in list(sys.modules):
    if name.startswith("worker"):
        sys.modules[name].left_behind = 1
