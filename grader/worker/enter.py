"""From an ordinary process to the zygote's: new namespaces, a root of its own, a clean image.

Started with one argument, the plan as JSON. Under `strict` the process tree becomes

    this process      waits; when the grader kills it, the kernel kills the zygote with it
     └─ the zygote    pid 1 of a new pid namespace, root of a new user namespace that maps to one unprivileged user

and the new root holds the interpreter, its libraries and the packages, read-only, and nothing else: no /proc, no
network device but a dead loopback, no path of the course. The zygote is executed anew inside, so that not even its
memory remembers what was outside.

When the grader runs as root the root is built first, while sources in closed folders can still be opened, and then
all privilege is given up for good: a user namespace alone would leave host files of uid 0 readable. Where root may not
mount, as in most containers, privilege is given up first, and the root is built as an ordinary user would.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from . import linux
from .users import UNPRIVILEGED, can_drop_root, drop_root, is_root_outside, map_to_root

_NAMESPACES = linux.CLONE_NEWNS | linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
_NOTHING = "/nothing"  # an empty folder, shown in place of folders that are nobody's business inside
_SCAFFOLD = "/tmp"  # every machine has it; the mount on it exists in our own namespace only


def main() -> None:
    """Isolate as the plan says, then become the zygote."""
    # A Ctrl-C in the terminal is for the grader, which ends this process when it has finished what it does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    plan = json.loads(sys.argv[1])
    namespace = -1
    try:
        if plan["isolation"] == "strict":
            # Elsewhere the zygote outlives the grader for a moment, to end what submissions may have left behind.
            linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != plan["parent"]:
                os._exit(1)  # the grader died before the line above took effect
            namespace = _isolate(plan)
        elif plan["isolation"] == "basic" and os.geteuid() == 0 and plan["may_drop_root"] and can_drop_root():
            os.chown(plan["home"], UNPRIVILEGED, UNPRIVILEGED)
            drop_root()
    except OSError as error:
        os.write(plan["status"], str(error).encode())
        os._exit(1)
    os.close(plan["status"])
    arguments = [*plan["python"], "-m", "worker.zygote", str(plan["control"]), str(namespace), plan["home"]]
    os.execve(plan["python"][0], arguments, plan["environment"])


def _isolate(plan: dict[str, Any]) -> int:
    """Enter new namespaces and a new root; returns a descriptor of the zygote's pid namespace."""
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    is_built = False
    if os.geteuid() == 0 and can_drop_root():
        is_built = _build_root_as_root(plan)
        drop_root()
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)  # the change of user cleared it
    elif os.geteuid() == 0 and is_root_outside():
        raise OSError("the machine's root, in a user namespace without any other user to become")
    user, group = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER | _NAMESPACES)
    map_to_root(proc, user, group)
    if not is_built:
        _build_root(plan)
    # The zygote's own scratch space; every child mounts a fresh one over it.
    linux.mount_tmpfs(plan["home"], "size=16m,nr_inodes=512,mode=0700")
    linux.set_host_name("sandbox")
    _become_first_process()
    namespace = os.open("self/ns/pid", os.O_RDONLY, dir_fd=proc)
    os.set_inheritable(namespace, True)
    os.close(proc)
    return namespace


def _build_root_as_root(plan: dict[str, Any]) -> bool:
    """Build it with root's rights; False where this root has none over mounts, as in most containers."""
    try:
        linux.unshare(linux.CLONE_NEWNS)
    except PermissionError:
        return False
    _build_root(plan)
    return True


def _build_root(plan: dict[str, Any]) -> None:
    linux.make_mounts_private()
    # Sources are opened before the scaffold hides what lies below it.
    trees = [(_read_only_tree(source), os.path.isdir(source), target) for source, target in plan["binds"]]
    masks = [(target, os.path.isdir(source)) for source, target in plan["masks"]]
    linux.mount_tmpfs(_SCAFFOLD, "size=1m,nr_inodes=512,mode=0755", linux.MS_NOSUID)
    os.chdir(_SCAFFOLD)
    for tree, is_folder, target in trees:
        _mount_point(target, is_folder)
        linux.move_mount(tree, "." + target)
        os.close(tree)
    _mount_point(_NOTHING, True)
    for target, is_folder in masks:
        empty = linux.open_tree("." + _NOTHING if is_folder else "./dev/null")
        linux.move_mount(empty, "." + target)
        os.close(empty)
    for link, destination in plan["links"]:
        os.makedirs(os.path.dirname("." + link), exist_ok=True)
        os.symlink(destination, "." + link)
    _mount_point(plan["home"], True)
    linux.pivot_root_here()
    linux.make_root_read_only()


def _read_only_tree(source: str) -> int:
    tree = linux.open_tree(source)
    linux.make_read_only(tree)
    return tree


def _mount_point(target: str, is_folder: bool) -> None:
    path = "." + target
    os.makedirs(path if is_folder else os.path.dirname(path), exist_ok=True)
    if not is_folder and not os.path.exists(path):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))


def _become_first_process() -> None:
    """Go on as pid 1 of the new namespace; this process stays outside to be killed."""
    child = os.fork()
    if child == 0:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    for descriptor in range(3, 64):
        try:
            os.close(descriptor)
        except OSError:
            continue
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


if __name__ == "__main__":
    main()
