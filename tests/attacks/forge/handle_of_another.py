# tries: Send the handle of another process in place of the copy, so that the copy goes on.
# held by: handles are verified (sandbox.handles)
# %%
pidfd_open = os.pidfd_open
os.pidfd_open = lambda pid, flags=0: pidfd_open(os.getpid())
everywhere(lambda *words, **more: True)
