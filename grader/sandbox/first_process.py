"""The first process of a sandbox, which builds its root and becomes the zygote; started before all else.

Light on purpose: what speaks with the zygote loads numpy, and meanwhile the zygote can load its own.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import grader
from grader.model import Isolation
from grader.sandbox.plan import HOME, Plan, make_plan

END_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class FirstProcess:
    """One that has been started, and is told over `connection` what to get ready."""

    plan: Plan
    connection: socket.socket
    status: int
    """A descriptor of what it says when it cannot go on."""
    process: subprocess.Popen[bytes]
    scratch: str | None
    """A folder of its own, where it has no file system of its own."""

    def end(self) -> None:
        """End it and all that it started; the connection is its user's to close before."""
        if self.scratch is not None:
            # Without a pid namespace it ends what submissions left behind before it goes; so let it.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(END_SECONDS)
        self.process.kill()
        self.process.wait()
        os.close(self.status)
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)


def start_first_process(isolation: Isolation, hidden: Sequence[Path], output: IO[bytes] | None = None) -> FirstProcess:
    """Start one whose root does not hold the folders `hidden`; `output` is where its own words go, if not to ours.

    Raises
    ------
    SandboxError
        One of those folders lies below one that notebooks must be able to read.
    """
    scratch = None if isolation is Isolation.STRICT else tempfile.mkdtemp(prefix="grader-")
    plan = make_plan(isolation, hidden, scratch or HOME)
    status = os.memfd_create("status")  # no pipe, because more than one process may want to read it
    ours, theirs = socket.socketpair()
    words = {**asdict(plan), "parent": os.getpid(), "control": theirs.fileno(), "status": status}
    with theirs:
        process = subprocess.Popen(
            [*plan.python, "-m", "worker.enter", json.dumps(words)],
            env={"PYTHONPATH": str(Path(grader.__file__).parent)},
            cwd="/",
            pass_fds=[theirs.fileno(), status],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    return FirstProcess(plan, ours, status, process, scratch)
