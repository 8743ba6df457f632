# tries: Crash in ways that reach parents: aborts, bad signals, exits while forking.
# held by: a child is a process of its own
# %%
take_over("child")
child._copy = lambda *words: os.abort()
everywhere(lambda *words, **more: ctypes.string_at(0))
