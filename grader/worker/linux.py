"""System calls that the standard library of Python 3.11 has no name for; each raises OSError when refused."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x4000, 0x40000
MNT_DETACH = 2
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID = 0x1, 0x2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NAME, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 15, 36, 38

# Numbers below 424 differ between architectures; those from 424 on are the same everywhere.
_NUMBERS = {
    "x86_64": {"capset": 126, "pivot_root": 155, "seccomp": 317, "sendmsg": 46},
    "aarch64": {"capset": 91, "pivot_root": 41, "seccomp": 277, "sendmsg": 211},
}
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446

_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_OPEN_TREE_CLONE, _OPEN_TREE_CLOEXEC = 1, os.O_CLOEXEC
_MOVE_MOUNT_F_EMPTY_PATH = 4
_SECCOMP_SET_MODE_FILTER, _SECCOMP_NEW_LISTENER = 1, 8
_CAPABILITY_VERSION_3 = 0x20080522
_MADV_COLLAPSE = 25

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _number(name: str) -> int:
    numbers = _NUMBERS.get(platform.machine())
    if numbers is None:
        raise OSError(f"{name}: no system call numbers known for {platform.machine()}")
    return numbers[name]


def _syscall(what: str, number: int, *args: object) -> int:
    return _check(int(_libc.syscall(ctypes.c_long(number), *args)), what)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), f"unshare({flags:#x})")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace behind `descriptor`."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def mount_tmpfs(target: str, options: str, flags: int = MS_NOSUID | MS_NODEV) -> None:
    """Mount a new tmpfs on `target`; `options` as `size=64m,nr_inodes=1024,mode=0700`."""
    result = _libc.mount(b"tmpfs", os.fsencode(target), b"tmpfs", ctypes.c_ulong(flags), options.encode())
    _check(result, f"mount tmpfs on {target}")


def make_mounts_private() -> None:
    """Stop mounts from spreading to or from the namespace that this one was copied from."""
    _check(_libc.mount(None, b"/", None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None), "mount --make-rprivate /")


def open_tree(path: str) -> int:
    """Descriptor of a detached copy of the mounts at `path`, ready to be made read-only and moved."""
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_RECURSIVE
    return _syscall(f"open_tree({path})", _OPEN_TREE, ctypes.c_int(_AT_FDCWD), os.fsencode(path), ctypes.c_uint(flags))


def make_read_only(descriptor: int) -> None:
    """Make the mounts behind `descriptor`, however deep, read-only and deaf to set-user-ID bits."""
    _set_read_only(descriptor, b"", _AT_EMPTY_PATH | _AT_RECURSIVE)


def make_root_read_only() -> None:
    """Make the mount at `/` read-only, and none of those below it."""
    _set_read_only(_AT_FDCWD, b"/", 0)


def _set_read_only(descriptor: int, path: bytes, flags: int) -> None:
    attributes = struct.pack("QQQQ", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, 0, 0, 0)
    number = ctypes.c_int(descriptor)
    size = ctypes.c_size_t(len(attributes))
    _syscall("mount_setattr", _MOUNT_SETATTR, number, path, ctypes.c_uint(flags), attributes, size)


def move_mount(descriptor: int, target: str) -> None:
    """Attach the detached mounts behind `descriptor` at `target`."""
    _syscall(
        f"move_mount to {target}",
        _MOVE_MOUNT,
        ctypes.c_int(descriptor),
        b"",
        ctypes.c_int(_AT_FDCWD),
        os.fsencode(target),
        ctypes.c_uint(_MOVE_MOUNT_F_EMPTY_PATH),
    )


def pivot_root_here() -> None:
    """Make the current directory the root, and let go of the old one."""
    _syscall("pivot_root", _number("pivot_root"), b".", b".")
    _check(_libc.umount2(b".", ctypes.c_int(MNT_DETACH)), "umount of the old root")
    os.chdir("/")


def prctl(option: int, value: int = 0) -> None:
    """Set an attribute of this process."""
    zero = ctypes.c_ulong(0)
    _check(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero), f"prctl({option})")


def set_name(name: str) -> None:
    """Set the name under which process lists show this process."""
    _check(_libc.prctl(ctypes.c_int(PR_SET_NAME), name.encode()[:15]), "prctl(PR_SET_NAME)")


def collapse(address: int, size: int) -> None:
    """Put memory into huge pages, where it lies there alone; Linux 6.1 or later."""
    result = _libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(size), ctypes.c_int(_MADV_COLLAPSE))
    _check(int(result), "madvise")


def set_host_name(name: str) -> None:
    """Set the host name of this UTS namespace."""
    _check(_libc.sethostname(name.encode(), ctypes.c_size_t(len(name))), "sethostname")


def drop_capabilities() -> None:
    """Give up every capability, for good once no_new_privs is set."""
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    _syscall("capset", _number("capset"), header, bytes(24))


def load_filter(program: bytes, *, listener: bool) -> int:
    """Load a seccomp program; with `listener` the descriptor that its notifications arrive at, else 0."""
    buffer = ctypes.create_string_buffer(program, len(program))
    fprog = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    flags = _SECCOMP_NEW_LISTENER if listener else 0
    return _syscall("seccomp", _number("seccomp"), ctypes.c_uint(_SECCOMP_SET_MODE_FILTER), ctypes.c_uint(flags), fprog)


def refusal_of(*names: str) -> bytes:
    """A seccomp program that refuses these calls, for use beside one that knows other architectures' numbers."""
    load, if_equal, leave = 0x20, 0x15, 0x06
    steps = [(load, 0, 0, 0)]
    for name in names:
        steps += [(if_equal, 0, 1, _number(name)), (leave, 0, 0, 0x00050000 | errno.EPERM)]
    return b"".join(struct.pack("=HBBI", *step) for step in (*steps, (leave, 0, 0, 0x7FFF0000)))


def landlock_version() -> int:
    """The kernel's Landlock ABI, 0 where it has none."""
    try:
        return _syscall("landlock_create_ruleset", _LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    except OSError:
        return 0


# Landlock's file system rights by the ABI that brought them: thirteen, then refer, truncate and ioctl_dev.
_RIGHTS_BY_ABI = ((1, (1 << 13) - 1), (2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
_READ_RIGHTS = 0b1101  # execute, read_file, read_dir
_DIRECTORY_ONLY = ((1 << 13) - 1) & ~0b111 | 1 << 13  # what a rule for a single file may not name


def restrict_files(read: tuple[str, ...], write: tuple[str, ...]) -> None:
    """By Landlock, leave this process and its children only reading below `read` and everything below `write`."""
    version = landlock_version()
    if version == 0:
        raise OSError("this kernel has no Landlock, or it is not enabled (boot parameter lsm=landlock,…)")
    handled = sum(bits for abi, bits in _RIGHTS_BY_ABI if abi <= version)
    network = 0b11 if version >= 4 else 0
    scoped = 0b11 if version >= 6 else 0
    attribute = struct.pack("QQQ", handled, network, scoped)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _syscall(
        "landlock_create_ruleset", _LANDLOCK_CREATE, attribute, ctypes.c_size_t(len(attribute)), ctypes.c_uint(0)
    )
    for paths, rights in ((read, _READ_RIGHTS & handled), (write, handled)):
        for path in paths:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            allowed = rights if os.path.isdir(path) else rights & ~_DIRECTORY_ONLY
            rule = struct.pack("=Qi", allowed, descriptor)
            _syscall("landlock_add_rule", _LANDLOCK_ADD, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint(0))
            os.close(descriptor)
    _syscall("landlock_restrict_self", _LANDLOCK_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint(0))
    os.close(ruleset)
