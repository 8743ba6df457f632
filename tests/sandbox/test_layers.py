"""Each layer of the sandbox, taken away: what it held is then no longer held, so the cases are able to fail.

A layer is a line of the worker, which is replaced in a copy of it, or a function of the launcher, which is patched.
Where two layers hold the same thing, both are taken away, and each alone is shown to be enough.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import grader
from grader.model import Isolation
from grader.sandbox import launcher, plan
from grader.sandbox.conformance import CANARY, CASES, TRIALS, attempt
from grader.sandbox.launcher import Zygote

Edit = tuple[str, str, str]
"""A file of the worker, what stands in it, and what stands there instead."""

NO_LANDLOCK = ("linux.py", "handled = sum(", "return\n    handled = sum(")
NO_READ_ONLY = ("enter.py", "    linux.make_read_only(tree)\n", "")
NO_USER = ("enter.py", "        drop_root()\n        linux.prctl", "        linux.prctl")
LIMIT = "        resource.RLIMIT_{}: limits.{},\n"

STRICT: dict[str, tuple[str, list[Edit]]] = {
    "memory": ("fill the memory", [("confine.py", LIMIT.format("AS", "memory_bytes"), "")]),
    "threads": ("start many threads", [("confine.py", "bounds[resource.RLIMIT_NPROC] = limits.threads", "pass")]),
    "descriptors": (
        "open many files",
        [("confine.py", "(limits.open_files, limits.open_files + DESCRIPTORS_RESERVED)", "(4096, 4096)")],
    ),
    "file size": (
        "fill the disk with one file",
        [
            ("confine.py", LIMIT.format("FSIZE", "disk_bytes"), ""),
            ("confine.py", "size={limits.disk_bytes}", "size=1g"),
        ],
    ),
    "size of the disk": ("fill the disk with many files", [("confine.py", "size={limits.disk_bytes}", "size=1g")]),
    "number of files": ("make many files", [("confine.py", "PATHS_MAX = 4096", "PATHS_MAX = 99999")]),
    "read-only root": ("write to the worker", [NO_READ_ONLY, NO_LANDLOCK, NO_USER]),
    "second filter": ("send a descriptor", [("zygote.py", "        seal()\n", "")]),
    "a home of its own": (
        "leave something for the next submission",
        [("confine.py", "linux.mount_tmpfs(home, f", "(lambda *words: None)(home, f")],
    ),
}
"""By layer under `strict`: the case that must be lost, and the edits."""


PERMIT_ALL = struct.pack("=HBBI", 6, 0, 0, 0x7FFF0000)
"""A system call filter that permits everything."""
UNFILTERED = [
    "open a socket to the network",
    "open a socket to the kernel",
    "fork",
    "allocate memory beside the limit",
    "share memory",
    "use the kernel's keys",
]
"""Cases that nothing but the filter holds under `strict`."""
UNLOCKED = ["read the machine's users"]
SIGNALS = ["signal its parent"]
Lost = Callable[..., dict[str, str]]


@pytest.fixture
def lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lost:
    """How a case ends, or what a trial finds wrong, with these edits made to the worker."""
    original = Path(grader.__file__).parent / "worker"

    def try_it(isolation: Isolation, names: Sequence[str], *edits: Edit) -> dict[str, str]:
        worker = Path(tempfile.mkdtemp(dir=tmp_path)) / "grader" / "worker"
        shutil.copytree(original, worker)
        for file, old, new in edits:
            text = (worker / file).read_text()
            assert old in text, f"{file} has no {old!r} to take away"
            (worker / file).write_text(text.replace(old, new))
        monkeypatch.setattr(grader, "__file__", str(worker.parent / "__init__.py"))
        # What is shown to notebooks must be open to the user that the sandbox becomes.
        for folder in (worker.parents[1], *worker.parents[1].parents[:3]):
            folder.chmod(folder.stat().st_mode | 0o055)
        with Zygote(isolation, [], []) as zygote:
            return {name: _outcome(zygote, name) for name in names}

    return try_it


def _outcome(zygote: Zygote, name: str) -> str:
    """What went wrong; nothing where the case is held."""
    if name in TRIALS:
        return TRIALS[name](zygote)
    verdict = attempt(zygote, next(case for case in CASES if case.name == name))
    return "" if verdict.is_held else verdict.how


@pytest.mark.parametrize("layer", STRICT)
def test_without_a_layer_the_case_is_lost(layer: str, lost: Lost) -> None:
    name, edits = STRICT[layer]
    assert lost(Isolation.STRICT, [name], *edits)[name] != ""


@pytest.mark.parametrize("edit", [NO_READ_ONLY, NO_LANDLOCK, NO_USER], ids=["mount", "landlock", "user"])
def test_one_of_three_locks_on_files_is_enough(edit: Edit, lost: Lost) -> None:
    others = [each for each in (NO_READ_ONLY, NO_LANDLOCK, NO_USER) if each is not edit]
    assert lost(Isolation.STRICT, ["write to the worker"], *others) == {"write to the worker": ""}


def test_without_the_filter_these_are_lost(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "seccomp_program", lambda level: PERMIT_ALL)
    assert "" not in lost(Isolation.STRICT, UNFILTERED).values()


def test_under_basic_landlock_is_what_holds_files(lost: Lost) -> None:
    assert "" not in lost(Isolation.BASIC, UNLOCKED, NO_LANDLOCK).values()


def test_under_basic_one_of_two_locks_on_signals_is_enough(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(Isolation.BASIC, SIGNALS, NO_LANDLOCK) == dict.fromkeys(SIGNALS, "")
    monkeypatch.setattr(launcher, "seccomp_program", lambda level: PERMIT_ALL)
    assert lost(Isolation.BASIC, SIGNALS) == dict.fromkeys(SIGNALS, "")  # scoped by Landlock, where it can
    assert "" not in lost(Isolation.BASIC, SIGNALS, NO_LANDLOCK).values()


def test_under_basic_a_home_is_new_for_each_submission(lost: Lost) -> None:
    old = 'f"home-{number}")\n    os.mkdir(home, 0o700)'
    new = '"home")\n    os.makedirs(home, exist_ok=True)'
    name = "leave something for the next submission"
    assert lost(Isolation.BASIC, [name], ("strays.py", old, new))[name] != ""


def test_a_root_that_holds_more_is_seen(lost: Lost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_FILES", (*plan._FILES, "/etc/passwd"))
    assert lost(Isolation.STRICT, ["read the machine's users"]) == {"read the machine's users": "it succeeded"}


@pytest.mark.parametrize("isolation", [Isolation.STRICT, Isolation.BASIC])
def test_an_environment_that_is_handed_on_is_seen(
    isolation: Isolation, lost: Lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan._ENVIRONMENT, CANARY, "seen")
    assert lost(isolation, ["see the grader's environment"]) == {"see the grader's environment": "it succeeded"}
