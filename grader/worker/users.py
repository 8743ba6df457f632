"""Whom a process runs as, and giving up what root could do."""

from __future__ import annotations

import os

from . import linux

UNPRIVILEGED = 65534
"""The number of `nobody`: it owns nothing on any machine."""


def can_drop_root() -> bool:
    """Whether there is somebody else to become: a user namespace, as of a container, may know no user but root."""
    with open("/proc/self/uid_map", encoding="ascii") as lines:
        ranges = [tuple(map(int, line.split())) for line in lines]
    return any(first <= UNPRIVILEGED < first + count for first, _, count in ranges)


def is_root_outside() -> bool:
    """Whether root here is root outside of this user namespace as well."""
    with open("/proc/self/uid_map", encoding="ascii") as lines:
        return any(line.split()[:2] == ["0", "0"] for line in lines)


def drop_root() -> None:
    """Become the unprivileged user, for good."""
    os.setgroups([])
    os.setresgid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
    os.setresuid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
    # Changing the user made this process undumpable, and then it may not write its own uid_map.
    linux.prctl(linux.PR_SET_DUMPABLE, 1)


def map_to_root(proc: int, user: int, group: int) -> None:
    """Be root of the user namespace just entered, which stands for `user` outside; `proc` is the folder /proc."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
        descriptor = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        os.write(descriptor, text.encode())
        os.close(descriptor)
