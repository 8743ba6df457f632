"""What this machine offers, measured by doing it, and what would make it offer more.

The operations themselves are on the worker's side (`worker.probes`), which has names for the system calls; here stand
what each is for and the way out where it fails.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

import grader
from grader.errors import SandboxError
from grader.model import Cell, Isolation, Limits
from grader.sandbox.launcher import Zygote
from grader.sandbox.plan import python_words
from grader.sandbox.session import Session
from grader.sandbox.syscalls import seccomp_program

MEASURE_SECONDS = 120.0
_EVERY, _STRICT, _NONE = (Isolation.STRICT, Isolation.BASIC), (Isolation.STRICT,), ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that the sandbox does, or could make use of."""

    words: str
    levels: tuple[Isolation, ...]
    """Which levels of isolation cannot do without it."""


OPERATIONS: Mapping[str, Operation] = {
    "user": Operation("user namespaces", _STRICT),
    "nested": Operation("user namespaces inside of user namespaces", _STRICT),
    "mount": Operation("mount namespaces", _STRICT),
    "pid": Operation("process namespaces", _STRICT),
    "net": Operation("network namespaces", _STRICT),
    "ipc": Operation("ipc namespaces", _STRICT),
    "uts": Operation("host name namespaces", _STRICT),
    "mounts": Operation("mounting a file system in memory inside of them", _STRICT),
    "root": Operation("a root of its own: read-only binds and pivot_root", _STRICT),
    "processes": Operation("a limit on processes for each user namespace", _STRICT),
    "filter": Operation("system call filters (seccomp)", _EVERY),
    "notification": Operation("asking the grader about a system call (seccomp user notification)", _EVERY),
    "library": Operation("libseccomp, which writes the filter for this processor", _EVERY),
    "landlock": Operation("Landlock: files that may be opened", (Isolation.BASIC,)),
    "handles": Operation("handles of processes (pidfd)", _EVERY),
    "limits": Operation("limits on memory and open files", _EVERY),
    "cgroups": Operation("limits on groups of processes (cgroup 2)", _NONE),
}


class _Told(msgspec.Struct, frozen=True):
    works: bool
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One operation, tried."""

    name: str
    operation: Operation
    works: bool
    text: str
    """Why it failed, or what there is of it."""


def measure() -> tuple[Finding, ...]:
    """Every operation, tried on this machine as the user that this process is. Raises `SandboxError`."""
    folder = str(Path(grader.__file__).parent)
    try:
        done = subprocess.run(
            [*python_words(), "-m", "worker.probes"],
            env={"PYTHONPATH": folder, "LANG": "C.UTF-8"},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=MEASURE_SECONDS,
            check=False,
        )
        told = msgspec.json.decode(done.stdout, type=dict[str, _Told])
    except (OSError, subprocess.TimeoutExpired, msgspec.MsgspecError) as error:
        raise SandboxError(f"What this machine offers could not be measured: {error}") from error
    told["library"] = _library()
    nothing = _Told(False, "it was not tried")
    return tuple(
        Finding(name, operation, (one := told.get(name, nothing)).works, one.text)
        for name, operation in OPERATIONS.items()
    )


def _library() -> _Told:
    try:
        return _Told(True, f"{len(seccomp_program(Isolation.STRICT)) // 8} instructions")
    except SandboxError as error:
        return _Told(False, str(error))


def remedies(findings: tuple[Finding, ...]) -> Iterator[str]:
    """One line each: what would raise the level here."""
    failed = {finding.name: finding.text for finding in findings if not finding.works and finding.operation.levels}
    if failed.keys() & _NAMESPACED:
        yield from _for_namespaces(failed)
    if "processes" in failed and not failed.keys() & {"user", "nested"}:
        yield "kernel 5.14 or later, run by a user other than the machine's root"
    if failed.keys() & {"filter", "notification"}:
        yield "kernel 5.5 or later with CONFIG_SECCOMP_FILTER"
    if "library" in failed:
        yield "package: apt install libseccomp2 (Debian, Ubuntu), dnf install libseccomp (Fedora)"
    if "landlock" in failed:
        yield "kernel 5.13 or later with Landlock: add landlock to the boot parameter lsm= (such as lsm=landlock,yama)"
    if "handles" in failed:
        yield "kernel 5.3 or later: handles of processes"


_NAMESPACED = {"user", "nested", "mount", "pid", "net", "ipc", "uts", "mounts", "root"}
_SETTINGS = (
    ("user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=15000"),
    ("user/max_mnt_namespaces", "0", "sysctl -w user.max_mnt_namespaces=15000"),
    ("user/max_pid_namespaces", "0", "sysctl -w user.max_pid_namespaces=15000"),
    ("user/max_net_namespaces", "0", "sysctl -w user.max_net_namespaces=15000"),
    ("kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
)
"""Kernel setting, the value that forbids, and the way out."""


def _for_namespaces(failed: Mapping[str, str]) -> Iterator[str]:
    wrong = [remedy for name, value, remedy in _SETTINGS if _read(f"/proc/sys/{name}") == value]
    yield from (f"kernel setting: {remedy}" for remedy in wrong)
    if _is_filtered():
        yield "container flag: --security-opt seccomp=unconfined (a filter around this process may be what refuses)"
    if "docker" in _read("/proc/self/attr/current") or (failed.keys() & {"mounts", "root"} and "user" not in failed):
        yield "container flag: --security-opt apparmor=unconfined (mounts may be what is refused)"
    if not wrong and not _is_filtered():
        yield "kernel 5.13 or later with CONFIG_USER_NS; in a container, --privileged"


def _is_filtered() -> bool:
    return "Seccomp:\t2" in _read("/proc/self/status")


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""


def why_not(isolation: Isolation) -> str:
    """Start a sandbox at this level and a process in it; says what failed, nothing where the level can be had."""
    try:
        with Zygote(isolation, [], []) as zygote, Session(zygote, Limits(), seed=1) as session:
            session.run_cells([Cell(0, 1, "")])
    except SandboxError as error:
        return str(error)
    return ""
