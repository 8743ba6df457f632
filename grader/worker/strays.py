"""Processes that outlived their submission, where no pid namespace ends them.

The zygote adopts whatever its children leave behind, so everything that a submission started is among the zygote's
children in the end, and none of them is innocent: children are forked one at a time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time

from . import linux

_PATIENCE_SECONDS = 5.0


def adopt() -> None:
    """Become the parent of every orphan among this process's descendants."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)


def end_strays() -> None:
    """Kill all children, and theirs as they are adopted, until there are none."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while (children := _children()) and time.monotonic() < end:
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        time.sleep(0.001)


def _children() -> list[int]:
    me, found = os.getpid(), []
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                state, parent = file.read().rpartition(b")")[2].split()[:2]
                if int(parent) == me and state != b"Z":
                    found.append(int(name))
    return found


def fresh_home(base: str, number: int) -> str:
    """A new empty folder for one submission; those of earlier ones are removed, whatever they did to theirs."""
    for name in os.listdir(base):
        if name.startswith("home-"):
            path = os.path.join(base, name)
            for folder, _, _ in os.walk(path):
                os.chmod(folder, 0o700)
            shutil.rmtree(path, ignore_errors=True)
    home = os.path.join(base, f"home-{number}")
    os.mkdir(home, 0o700)
    return home
