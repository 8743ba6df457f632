"""Which system calls a child may make: a list of what is allowed, as a seccomp program for this machine.

What is not named does not exist (ENOSYS), which is what C libraries expect of an older kernel. What a student may try
in good faith is refused as a permission (EPERM). A fork is neither: the kernel asks the trusted side each time.
"""

from __future__ import annotations

import errno
import functools
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from grader.errors import SandboxError
from grader.model import Isolation
from grader.worker.wire import OWN_PID

_ALLOWED = """
access brk chdir clock_getres clock_gettime clock_nanosleep close close_range copy_file_range creat dup dup2 dup3
epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 exit exit_group faccessat
faccessat2 fadvise64 fallocate fchdir fdatasync flock fstat fstatfs fsync ftruncate futex futex_waitv
get_robust_list getcpu getcwd getdents getdents64 getegid geteuid getgid getgroups getitimer getpgid getpgrp getpid
getppid getpriority getrandom getresgid getresuid getrlimit getrusage getsid gettid gettimeofday getuid link
linkat lseek lstat madvise membarrier mincore mkdir mkdirat mlock mmap mprotect mremap msync munlock munmap nanosleep
newfstatat open openat openat2 pause pidfd_open pipe pipe2 poll ppoll pread64 preadv preadv2 pselect6 pwrite64 pwritev
pwritev2 read readlink readlinkat readv recvfrom recvmsg rename renameat renameat2 restart_syscall rmdir rseq
rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait
sched_get_priority_max sched_get_priority_min
sched_getaffinity sched_getparam sched_getscheduler sched_yield select sendfile sendmsg sendto
set_robust_list set_tid_address setitimer setrlimit shutdown sigaltstack signalfd signalfd4 splice stat statfs statx
symlink symlinkat sync_file_range sysinfo time timer_create timer_delete timer_getoverrun timer_gettime
timer_settime timerfd_create timerfd_gettime timerfd_settime times umask uname unlink unlinkat
wait4 waitid write writev arch_prctl alarm getsockopt getsockname getpeername
""".split()

# Safe where nothing but the submission's own files and processes can be named: in namespaces of its own.
_ALLOWED_INSIDE = "chmod fchmod fchmodat kill rt_sigqueueinfo tgkill truncate utime utimensat utimes".split()

_REFUSED = """
socket connect bind listen accept accept4 execve execveat ptrace process_vm_readv process_vm_writev mount umount2
pivot_root unshare setns chroot chown fchown fchownat setuid setgid setreuid setregid setresuid setresgid setgroups
""".split()

_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)  # dup, flags, locks, pipe size (read): nothing that signals
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX
_PRCTL = (1, 3, 15, 16, 0x53564D41)  # PR_SET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
_AF_UNIX = 1
_CLONE_THREAD = 0x00010000
# New namespaces, CLONE_PARENT, CLONE_PTRACE and CLONE_UNTRACED: neither a thread nor a fork may ask for them.
_CLONE_FORBIDDEN = 0x7E020000 | 0x00008000 | 0x00002000 | 0x00800000


@functools.cache
def seccomp_program(isolation: Isolation) -> bytes:
    """The program in the kernel's form, for this machine's architecture.

    Under `basic` it names the only process that may be signalled as `OWN_PID`, which the child replaces.

    Raises
    ------
    SandboxError
        libseccomp is missing on this machine.
    """
    pyseccomp = _libseccomp()
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    rules.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, 2)  # a tree instead of a list: fewer steps per call
    for action, names, conditions in _rules(pyseccomp, isolation):
        for name in names:
            # A number below zero: this architecture has no such call, so there is nothing to allow.
            if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) >= 0:
                rules.add_rule(action, name, *conditions)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        size = os.lseek(file.fileno(), 0, os.SEEK_CUR)
        return os.pread(file.fileno(), size, 0)


def _libseccomp() -> Any:
    try:
        import pyseccomp
    except (ImportError, RuntimeError) as error:
        raise SandboxError(
            f"The system call filter needs libseccomp: {error}. Install it (Debian, Ubuntu: apt install libseccomp2)."
        ) from None
    return pyseccomp


def _rules(library: Any, isolation: Isolation) -> Iterator[tuple[int, Iterable[str], tuple[Any, ...]]]:
    """What becomes of which calls, on which conditions; whatever no rule speaks of does not exist."""
    allow, refuse, argument, equal = library.ALLOW, library.ERRNO(errno.EPERM), library.Arg, library.EQ
    yield allow, _ALLOWED, ()
    if isolation is Isolation.STRICT:
        yield allow, _ALLOWED_INSIDE, ()
    else:
        yield allow, ("kill", "tgkill"), (argument(0, equal, OWN_PID),)
        yield refuse, ("chmod", "fchmod", "fchmodat", "truncate", "utimensat"), ()
    yield refuse, _REFUSED, ()
    for name, values in (("fcntl", _FCNTL), ("ioctl", _IOCTL)):
        for value in values:
            yield allow, (name,), (argument(1, equal, value),)
    for value in _PRCTL:
        yield allow, ("prctl",), (argument(0, equal, value),)
    # One more filter, which refuses this call and `sendmsg`, before any student code.
    yield allow, ("seccomp",), (argument(0, equal, 1), argument(1, equal, 0))
    yield allow, ("prlimit64",), (argument(0, equal, 0),)
    yield allow, ("socketpair",), (argument(0, equal, _AF_UNIX),)  # event loops wake themselves by it
    kinds = _CLONE_THREAD | _CLONE_FORBIDDEN
    yield allow, ("clone",), (argument(0, library.MASKED_EQ, kinds, _CLONE_THREAD),)
    yield library.NOTIFY, ("clone",), (argument(0, library.MASKED_EQ, kinds, 0),)
    yield library.NOTIFY, ("fork", "vfork"), ()
