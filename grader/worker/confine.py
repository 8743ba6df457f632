"""What a child gives up before it sees any student code.

The order matters: the mount must be made while the child still has the zygote's rights; its own user namespace then
takes them away; no_new_privs must come before the filters; the system call filter comes last because it forbids most
of what stands before it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys

from . import linux
from .wire import OWN_PID, Prepare, Spawn

DESCRIPTORS_RESERVED = 16
"""How many descriptors beyond the student's the child itself may open, to hand out copies."""
PATHS_MAX = 4096
"""Files and folders that one submission may make."""


def confine(limits: Spawn, prepare: Prepare, home: str) -> int:
    """Isolate this process for good; returns the listener that decides about forks, -1 where there is none.

    Raises
    ------
    OSError
        The machine refused something: the child must not run student code.
    """
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    if prepare.isolation == "strict":
        linux.unshare(linux.CLONE_NEWNS)
        linux.mount_tmpfs(home, f"size={limits.disk_bytes},nr_inodes={PATHS_MAX},mode=0700")
        linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS)
    os.chdir(home)
    os.makedirs("tmp", exist_ok=True)
    _limit(limits, prepare.isolation)
    if prepare.isolation == "none":
        return -1
    linux.drop_capabilities()
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    if prepare.isolation == "basic":
        linux.restrict_files(read=tuple(prepare.readable), write=(home,))
    elif linux.landlock_version():
        # A second lock on what the root file system denies already.
        linux.restrict_files(read=("/",), write=(home,))
    # Without a pid namespace the filter lets a process signal itself only; which one that is, is known only now.
    program = prepare.program.replace(OWN_PID.to_bytes(4, sys.byteorder), os.getpid().to_bytes(4, sys.byteorder))
    return linux.load_filter(program, listener=True)


def seal() -> None:
    """Refuse `sendmsg` from here on, once the listener has been sent.

    Descriptors on their way are counted for all processes of a user together: a submission that leaves some in flight
    could keep every other submission from sending its own.
    """
    linux.load_filter(linux.refusal_of("sendmsg", "seccomp"), listener=False)


def _limit(limits: Spawn, isolation: str) -> None:
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_FSIZE: limits.disk_bytes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_CPU: limits.cpu_seconds,
    }
    if isolation == "strict":
        # Counted per user namespace, so only here does it bound this submission and nobody else's processes.
        bounds[resource.RLIMIT_NPROC] = limits.threads
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.open_files, limits.open_files + DESCRIPTORS_RESERVED))
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        value = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (value, value))
