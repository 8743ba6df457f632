"""Windows and macOS, as far as Linux can play them: what only Linux or Unix offers is taken away from a whole process.

The process's own children lose it too, so `grader check` runs a notebook from end to end in a world without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from tests.architecture.house import FLOORS
from tests.architecture.imports import imports_of, modules_of

PACKAGE = Path(grader.__file__).parent

POORER = """
import ctypes, multiprocessing, os, select, signal, socket, subprocess, sys, time

ABSENT = {"fcntl", "resource", "pyseccomp", "pwd", "grp", "termios", "pty", "tty", "syslog"}

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in ABSENT:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Absent())
LACKING = {
    os: "fork forkpty getuid geteuid getgid sched_getaffinity pidfd_open memfd_create setsid setpgid getpgid killpg "
        "O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_NOCTTY",
    signal: "SIGALRM SIGPROF SIGVTALRM SIGCHLD SIGHUP SIGUSR1 setitimer getitimer alarm ITIMER_REAL ITIMER_PROF "
        "pidfd_send_signal pthread_sigmask pthread_kill SIG_UNBLOCK",
    socket: "CMSG_LEN CMSG_SPACE SCM_RIGHTS MSG_CMSG_CLOEXEC MSG_NOSIGNAL",
    select: "poll epoll",
    time: "clock_gettime pthread_getcpuclockid",
}
for module, names in LACKING.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
# The name under which the standard library looks for its own build; the notebook's cells import plotting, too.
import sysconfig
sysconfig.get_config_vars()
sys.platform = "elsewhere"
"""
LINUX_ROOMS = ("batch", "cluster", "grading", "overview", "validate", "sandbox", "worker", "__main__")
"""What grades others, and what holds the sandbox."""
LINUX_COMMANDS = ("grade", "validate", "doctor", "progress")
PORTABLE_ANYWAY = ("sandbox.answers", "sandbox.plain_session", "sandbox.plain_process", "worker.plain", "worker.wire")


@pytest.fixture(scope="module")
def poorer(tmp_path_factory: pytest.TempPathFactory):
    """Run Python without all that; also its child processes."""
    place = tmp_path_factory.mktemp("poorer")
    (place / "sitecustomize.py").write_text(POORER)
    environment = {**os.environ, "PYTHONPATH": str(place)}

    def run(*arguments: str, cwd: Path = PACKAGE.parent) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    return run


def test_it_really_is_poorer(poorer) -> None:
    done = poorer("-c", "import os, sys\nprint(sys.platform, hasattr(os, 'fork'))\nimport fcntl")
    assert done.stdout.strip() == "elsewhere False"
    assert "No module named 'fcntl'" in done.stderr


def test_all_that_a_student_or_an_author_needs_can_be_imported(poorer) -> None:
    names = [name for name in modules_of(PACKAGE) if _is_portable(name.removeprefix("grader").lstrip("."))]
    rooms = {name.split(".")[1] for name in names if "." in name}
    assert {"rehearsal", "checks", "notebook", "release", "report", "config", "cli"} <= rooms
    assert len(names) > 70
    done = poorer("-c", f"for name in {names}: __import__(name)")
    assert done.returncode == 0, done.stderr


def _is_portable(name: str) -> bool:
    room, _, rest = name.partition(".")
    if name in PORTABLE_ANYWAY:
        return not name.startswith("worker")
    if room == "cli":
        return rest in ("", "program", "check", "release", "terminal", "exit_codes")
    return room not in LINUX_ROOMS


def test_check_works_there(poorer, received: Path) -> None:
    program = (
        "import numpy as np\nfrom grader import check\n"
        "def softmax(scores, axis=-1):\n    return np.asarray(scores) / np.sum(scores, axis=axis, keepdims=True)\n"
        "def logsumexp(scores, axis=-1):\n    while True: pass\n"
        "check('softmax')\ncheck('logsumexp', seconds=0.3)\n"
    )
    done = poorer("-c", program, cwd=received)
    assert done.stderr == ""
    assert "✗ softmax: 1 of 2 public checks passed" in done.stdout
    assert "did not return within 0.3 s" in done.stdout


def test_grader_check_runs_the_notebook_there_and_says_that_it_is_not_isolated(poorer, write) -> None:
    notebook = write(
        "import numpy as np\nimport os\nassert not hasattr(os, 'fork')",
        "def softmax(scores, axis=-1):\n    e = np.exp(np.asarray(scores))\n    return e / e.sum(axis, keepdims=True)",
        "%matplotlib inline\n1 / 0",
    )
    done = poorer("-m", "grader", "check", notebook.name, cwd=notebook.parent)
    assert done.stderr == ""
    assert done.returncode == 1
    assert "Not isolated, this system has no sandbox" in done.stdout
    assert "✓ softmax: all 2 public checks passed" in done.stdout
    assert "Code cell 3, line 2, raised ZeroDivisionError" in done.stdout


@pytest.mark.parametrize("arguments", [("grade",), ("validate",), ("check", "x.ipynb", "--isolation", "strict")])
def test_what_needs_linux_says_so_there(poorer, received: Path, arguments: tuple[str, ...]) -> None:
    (received / "x.ipynb").write_text("{}")
    done = poorer("-m", "grader", *arguments, cwd=received)
    assert done.returncode == 2
    assert "needs Linux" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plain_process_is_for_rehearsals_only() -> None:
    users = {
        each.module.split(".")[1]
        for each in imports_of(modules_of(PACKAGE))
        if each.target in ("grader.sandbox.plain_session", "grader.sandbox.plain_process")
    }
    assert users == {"rehearsal", "sandbox"}
    above = [
        room
        for rooms in FLOORS[: next(at for at, rooms in enumerate(FLOORS) if "rehearsal" in rooms)]
        for room in rooms
    ] + ["grading"]
    borrowers = {
        each.module.split(".")[1]
        for each in imports_of(modules_of(PACKAGE))
        if each.target.startswith("grader.rehearsal") and each.module.split(".")[1:2] and each.module != "grader"
    }
    assert borrowers & set(above) <= {"cli"}
