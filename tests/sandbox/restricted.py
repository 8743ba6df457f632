"""Run a command as a restricted machine would: `python -m tests.sandbox.restricted MACHINE COMMAND…`.

denied        a container whose filter refuses new namespaces and mounts
closed        a machine with `user.max_user_namespaces = 0`
unlocked      a kernel without Landlock
unprivileged  root without rights over mounts, as in most containers
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
CAP_SYS_ADMIN, PR_CAPBSET_DROP = 21, 24
MOUNTING = "unshare setns mount umount2 pivot_root open_tree move_mount mount_setattr".split()

libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def denied() -> None:
    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in MOUNTING:
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
    wants_user = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER)
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", wants_user)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.load()


def closed() -> None:
    user, group = os.geteuid(), os.getegid()
    _check(libc.unshare(CLONE_NEWUSER))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def unlocked() -> None:
    import pyseccomp

    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "landlock_create_ruleset")
    rules.load()


def unprivileged() -> None:
    # Executing a program as root gives it the capabilities of this set, and no others.
    _check(libc.prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0))


MACHINES = {each.__name__: each for each in (denied, closed, unlocked, unprivileged)}

if __name__ == "__main__":
    MACHINES[sys.argv[1]]()
    os.execv(sys.argv[2], sys.argv[2:])
