"""What the zygote's root holds, and how its processes start.

The interpreter and its libraries keep their own paths, because late imports of the standard library look there. The
packages of the grader's environment, which notebooks import too, come in under neutral paths, so that the place of the
course is not to be learned inside.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import grader
from grader.errors import SandboxError
from grader.model import Isolation

HOME = "/home/student"
_WORKER = "/wall"
_LIBRARIES = ("/lib", "/lib32", "/lib64", "/libx32", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32")
_FILES = ("/etc/ld.so.cache", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "USER": "student",
    "LOGNAME": "student",
    "MPLBACKEND": "Agg",
    # Sets and dicts of strings iterate in the same order every time, so that a regrade is identical.
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the first process needs to become the zygote."""

    isolation: Isolation
    python: tuple[str, ...]
    environment: dict[str, str]
    home: str
    binds: tuple[tuple[str, str], ...] = ()
    """Host path and path inside, each read-only."""
    masks: tuple[tuple[str, str], ...] = ()
    """The same, hidden behind something empty."""
    links: tuple[tuple[str, str], ...] = ()
    """Symbolic link inside, and what it says."""
    readable: tuple[str, ...] = ()
    """What Landlock leaves to be read where there is no root of its own."""
    may_drop_root: bool = False
    """Whether an unprivileged user could read all that."""


def make_plan(isolation: Isolation, hidden: Sequence[Path], home: str = HOME) -> Plan:
    """How to start a zygote on this machine, keeping the folders `hidden` out of its root.

    Raises
    ------
    SandboxError
        One of the folders that must stay hidden lies below one that must be seen.
    """
    python = python_words()
    interpreter = python[0]
    packages = _package_folders()
    environment = {**_ENVIRONMENT, "HOME": home, "TMPDIR": f"{home}/tmp", "MPLCONFIGDIR": f"{home}/matplotlib"}
    worker = str(Path(grader.__file__).parent / "worker")
    shown = _shown(interpreter)
    _refuse_exposure(hidden, [*shown, worker, *packages])
    if isolation is not Isolation.STRICT:
        os.makedirs(f"{home}/wall", exist_ok=True)
        os.symlink(worker, f"{home}/wall/worker")
        environment["PYTHONPATH"] = os.pathsep.join([f"{home}/wall", *packages])
        readable = (*shown, worker, *packages)
        may_drop = all(map(_is_open_to_all, (interpreter, *readable, os.path.dirname(home))))
        return Plan(isolation, python, environment, home, readable=readable, may_drop_root=may_drop)
    inside = [f"/packages/{number}" for number in range(len(packages))]
    environment["PYTHONPATH"] = os.pathsep.join([_WORKER, *inside])
    binds = [(path, path) for path in shown]
    binds += [(worker, f"{_WORKER}/worker"), *zip(packages, inside, strict=True)]
    links = [(path, os.readlink(path)) for path in _LIBRARIES if os.path.islink(path)]
    if not any(target == "/tmp" or target.startswith("/tmp/") for _, target in binds):
        links.append(("/tmp", f"{home}/tmp"))
    return Plan(isolation, python, environment, home, tuple(binds), tuple(_masks(packages, inside)), tuple(links))


def python_words() -> tuple[str, ...]:
    """How the interpreter is started on the worker's side: bare of whatever this environment would add to it."""
    return (os.path.realpath(getattr(sys, "_base_executable", sys.executable)), "-s", "-P", "-S", "-B")


def _shown(interpreter: str) -> list[str]:
    """What of this machine a notebook must be able to read, besides packages."""
    paths = [path for path in (*_LIBRARIES, *_FILES) if os.path.exists(path) and not os.path.islink(path)]
    if not _below(interpreter, ["/usr/lib", "/lib"]):
        paths.append(sys.base_prefix if sys.base_prefix not in ("/", "/usr") else interpreter)
    return paths


def _is_open_to_all(path: str) -> bool:
    """Whether an unprivileged user may read it: every folder on the way can be entered by all."""
    return all(parent.stat().st_mode & 0o001 for parent in Path(path).parents) and bool(os.stat(path).st_mode & 0o004)


def _package_folders() -> list[str]:
    """Where this environment's packages are, without the standard library."""
    paths = sysconfig.get_paths()
    folders = [paths["purelib"], paths["platlib"]]
    if sys.prefix == sys.base_prefix:
        folders += site.getsitepackages()
    return [folder for folder in dict.fromkeys(map(os.path.realpath, folders)) if os.path.isdir(folder)]


def _masks(packages: Iterable[str], inside: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The grader's own entries: they name the place of the course, and no notebook needs them."""
    for folder, target in zip(packages, inside, strict=True):
        for name in sorted(os.listdir(folder)):
            if name.startswith(("grader", "__editable__")):
                yield f"{folder}/{name}", f"{target}/{name}"


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)


def _refuse_exposure(hidden: Sequence[Path], shown: Sequence[str]) -> None:
    sources = [os.path.realpath(path) for path in shown]
    for folder in hidden:
        if _below(os.path.realpath(folder), sources):
            raise SandboxError(
                f"{folder} lies inside a folder that notebooks must be able to read (the interpreter's or its "
                "packages'). Move the course, or install Python elsewhere."
            )
