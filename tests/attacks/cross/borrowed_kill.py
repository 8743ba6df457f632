# tries: Hand the trusted side the handle of another process, to have it killed by somebody who may.
# held by: handles are verified (sandbox.handles)
# %%
pidfd_open, parent = os.pidfd_open, os.getppid()


def foreign(pid, flags=0):
    for victim in (parent, *range(2, 500)):
        try:
            return pidfd_open(victim)
        except OSError:
            continue
    return pidfd_open(pid)


os.pidfd_open = foreign
everywhere(lambda *words, **more: True)
