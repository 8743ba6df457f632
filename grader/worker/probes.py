"""What this machine permits, found out by doing it: each operation is performed in a process of its own.

Started by path, like everything on this side of the wall; prints one JSON object, and changes nothing outside of the
processes that it forks. What an operation is for, and what to do where it fails, the trusted side knows.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import platform
import resource
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Callable

from . import linux
from .users import can_drop_root, drop_root, map_to_root

PROBE_SECONDS = 5
TEXT_MAX = 300
_GETPPID = {"x86_64": 110, "aarch64": 173}


def main() -> None:
    """Perform every operation and print what came of each."""
    json.dump({name: attempt(probe) for name, probe in PROBES.items()}, sys.stdout)


def attempt(probe: Callable[[], str]) -> dict[str, str | bool]:
    """Whether the operation succeeds in a process of its own, and what it says."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(PROBE_SECONDS)
        os.setpgid(0, 0)
        try:
            text, code = probe(), 0
        except Exception as error:  # whatever it raises is what it says; this process ends here
            text, code = str(error), 1
        os.write(write, text.encode()[:TEXT_MAX])
        os._exit(code)
    os.close(write)
    # Its children go while its number is still taken: then the group cannot be anybody else's.
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(read, "rb") as told:
        text = told.read().decode("utf-8", "replace")
    return {"works": code == 0, "text": text if code >= 0 else f"ended by signal {-code}"}


# --- namespaces -------------------------------------------------------------------------------------------------------


def _become_ordinary() -> None:
    if os.geteuid() == 0 and can_drop_root():
        drop_root()


def _enter(flags: int) -> None:
    """New namespaces, of which this process is root."""
    _become_ordinary()
    user, group = os.geteuid(), os.getegid()
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    linux.unshare(linux.CLONE_NEWUSER | flags)
    map_to_root(proc, user, group)
    os.close(proc)


def _namespace(flag: int) -> Callable[[], str]:
    def probe() -> str:
        _enter(flag)
        return ""

    return probe


def _nested_namespaces() -> str:
    _enter(0)
    linux.unshare(linux.CLONE_NEWUSER)
    return ""


def _first_process() -> str:
    _enter(linux.CLONE_NEWPID)
    child = os.fork()
    if child == 0:
        os._exit(0 if os.getpid() == 1 else 1)
    if os.waitpid(child, 0)[1]:
        raise OSError("the first process of a new namespace is not number 1")
    return ""


def _mounts() -> str:
    _enter(linux.CLONE_NEWNS)
    linux.make_mounts_private()
    linux.mount_tmpfs("/tmp", "size=1m,nr_inodes=16,mode=0700")
    return ""


def _new_root() -> str:
    """A root that holds a read-only copy of the libraries and nothing else."""
    _enter(linux.CLONE_NEWNS)
    linux.make_mounts_private()
    tree = linux.open_tree("/usr/lib")
    linux.make_read_only(tree)
    linux.mount_tmpfs("/tmp", "size=1m,nr_inodes=16,mode=0755")
    os.chdir("/tmp")
    os.mkdir("lib")
    linux.move_mount(tree, "./lib")
    linux.pivot_root_here()
    if os.listdir("/") != ["lib"] or not os.statvfs("/lib").f_flag & os.ST_RDONLY:
        raise OSError("the new root holds more than was put there")
    return ""


# --- filters ----------------------------------------------------------------------------------------------------------


def _program(action: int) -> bytes:
    """Does `action` where a process asks for its parent, and permits the rest."""
    number = _GETPPID.get(platform.machine())
    if number is None:
        raise OSError(f"no system call numbers known for {platform.machine()}")
    load, if_equal, leave = 0x20, 0x15, 0x06
    steps = ((load, 0, 0, 0), (if_equal, 0, 1, number), (leave, 0, 0, action), (leave, 0, 0, 0x7FFF0000))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _filter() -> str:
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.load_filter(_program(0x00050000 | errno.EPERM), listener=False)
    if ctypes.CDLL(None).getppid() != -1:
        raise OSError("a system call was made in spite of the filter")
    return ""


def _notification() -> str:
    """Another process's system call, decided about here and then let go on."""
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    listener = linux.load_filter(_program(0x7FC00000), listener=True)
    here, child = os.getpid(), os.fork()
    if child == 0:
        os._exit(0 if os.getppid() == here else 1)
    notification = bytearray(80)
    fcntl.ioctl(listener, 0xC0502100, notification)
    (number,) = struct.unpack_from("=Q", notification)
    fcntl.ioctl(listener, 0xC0182101, bytearray(struct.pack("=QqiI", number, 0, 0, 1)))
    if os.waitpid(child, 0)[1]:
        raise OSError("a system call did not go on as it was told to")
    return ""


def _landlock() -> str:
    if not linux.landlock_version():
        raise OSError("this kernel has no Landlock, or it is not enabled")
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    version = linux.landlock_version()
    linux.restrict_files(read=("/usr",), write=())
    os.listdir("/usr")
    try:
        os.listdir("/")
    except PermissionError:
        return f"ABI {version}"
    raise OSError("a folder was read in spite of Landlock")


# --- processes and limits ---------------------------------------------------------------------------------------------


def _handles() -> str:
    child = os.fork()
    if child == 0:
        time.sleep(PROBE_SECONDS)
        os._exit(0)
    handle = os.pidfd_open(child)
    signal.pidfd_send_signal(handle, signal.SIGKILL)
    os.waitpid(child, 0)
    return ""


def _limits() -> str:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    try:
        bytearray(2 << 30)
    except MemoryError:
        pass
    else:
        raise OSError("memory was had beyond its limit")
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    try:
        _ = [os.dup(0) for _ in range(17)]
    except OSError:
        return ""
    raise OSError("files were opened beyond their limit")


def _process_limit() -> str:
    """Whether a namespace's own processes are counted, and nobody else's of the same user."""
    _enter(0)
    resource.setrlimit(resource.RLIMIT_NPROC, (4, 4))
    for number in range(8):
        try:
            child = os.fork()
        except BlockingIOError:
            if number == 0:
                raise OSError("processes outside of the namespace are counted") from None
            return ""
        if child == 0:
            signal.pause()
    raise OSError("processes were started beyond their limit")


def _cgroups() -> str:
    with open("/proc/self/cgroup", encoding="utf-8") as lines:
        own = next((line[3:].strip() for line in lines if line.startswith("0::")), "")
    folder, controllers = f"/sys/fs/cgroup{own}", set[str]()
    with contextlib.suppress(FileNotFoundError), open(f"{folder}/cgroup.controllers", encoding="ascii") as file:
        controllers.update(file.read().split())
    if not {"memory", "pids"} <= controllers:
        raise OSError("no controllers of memory and processes here")
    os.rmdir(tempfile.mkdtemp(prefix="grader-", dir=folder))
    return ""


PROBES: dict[str, Callable[[], str]] = {
    "user": _namespace(0),
    "nested": _nested_namespaces,
    "mount": _namespace(linux.CLONE_NEWNS),
    "pid": _first_process,
    "net": _namespace(linux.CLONE_NEWNET),
    "ipc": _namespace(linux.CLONE_NEWIPC),
    "uts": _namespace(linux.CLONE_NEWUTS),
    "mounts": _mounts,
    "root": _new_root,
    "processes": _process_limit,
    "filter": _filter,
    "notification": _notification,
    "landlock": _landlock,
    "handles": _handles,
    "limits": _limits,
    "cgroups": _cgroups,
}

if __name__ == "__main__":
    main()
