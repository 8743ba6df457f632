"""Named containment cases, executed against the live sandbox: each is held or it is not.

A case is a cell that tries something; it is held when the cell ends in one of the ways that a refusal has. Any other
ending, success as well as a probe that is itself broken, counts as not held. Where more than one submission or this
side of the wall has a say in it, the case is a function, which answers with what went wrong.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.model import Cell, Isolation, Limits
from grader.sandbox.launcher import Zygote
from grader.sandbox.session import Session

PROBE_LIMITS = Limits(
    cell_seconds=1.0, call_seconds=0.5, notebook_seconds=8.0, memory_mib=768, disk_mib=16, threads=32, open_files=64
)
REFUSALS = ("PermissionError", "OSError", "FileNotFoundError")
"""What the kernel's refusals are called in Python."""
CANARY = "GRADER_CANARY"
"""A variable of the grader's environment, set for the cases to look for."""

PRELUDE = """
import ctypes, os, resource, signal, socket, threading, time
libc = ctypes.CDLL(None, use_errno=True)
def check(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that student code tries, and how it ends when it is held."""

    name: str
    source: str
    held: tuple[str, ...] = REFUSALS
    """Kinds of exceptions."""
    is_strict: bool = False
    """Whether only `strict` promises it."""


def _number(x86: int, arm: int) -> str:
    return f"({{'x86_64': {x86}, 'aarch64': {arm}}}[os.uname().machine])"


CASES = (
    # the network and other processes
    Case("open a socket to the network", "socket.socket()"),
    Case("open a socket to other processes", "socket.socket(socket.AF_UNIX)"),
    Case("open a socket to the kernel", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"),
    Case("send a descriptor", "a, b = socket.socketpair(); socket.send_fds(a, [b'x'], [1])"),
    Case("fork", "os.fork()"),
    Case("run another program", "os.execv('/usr/bin/true', ['true'])"),
    Case("spawn another program", "os.posix_spawn('/bin/true', ['true'], {})"),
    Case("signal every process", "os.kill(-1, 0)", ("ProcessLookupError", *REFUSALS)),
    Case("signal its parent", "os.kill(os.getppid() or 1 << 22, 0)", ("ProcessLookupError", *REFUSALS)),
    Case("trace another process", "check(libc.ptrace(16, 1, 0, 0))"),
    Case("read another process's memory", "check(libc.process_vm_readv(1, 0, 0, 0, 0, 0))"),
    Case("change another process's limits", "resource.prlimit(os.getppid() or 1, resource.RLIMIT_CPU)"),
    # privileges
    Case("make a user namespace", "check(libc.unshare(0x10000000))"),
    Case("mount", "check(libc.mount(b'tmpfs', os.environb[b'HOME'], b'tmpfs', 0, b''))"),
    Case("unmount", "check(libc.umount2(os.environb[b'HOME'], 2))"),
    Case("change the root", "os.chroot(os.environ['HOME'])"),
    Case("become another user", "os.setuid(0)"),
    Case("raise its own limits", "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))", ("ValueError", *REFUSALS)),
    Case("make a device", "os.mknod(os.path.expanduser('~/sda'), 0o60600, os.makedev(8, 0))"),
    Case("use the kernel's keys", f"check(libc.syscall({_number(248, 217)}, b'user', b'a', b'b', 1, -3))"),
    Case("use io_uring", "check(libc.syscall(425, 8, ctypes.create_string_buffer(256)))"),
    Case("load a program into the kernel", f"check(libc.syscall({_number(321, 280)}, 0, 0, 0))"),
    Case("listen to its own system calls", f"check(libc.syscall({_number(317, 277)}, 1, 8, bytes(16)))"),
    # files
    Case("read the machine's users", "open('/etc/passwd').read()"),
    Case("read the machine's passwords", "open('/etc/shadow').read()"),
    Case("read its own memory as a file", "open('/proc/self/mem', 'rb').read(1)"),
    Case("read the environment of its parent", "open(f'/proc/{os.getppid() or 1}/environ', 'rb').read()"),
    Case("open the terminal", "open('/dev/tty')"),
    Case("write to the root", "open('/mine', 'w')"),
    Case("write to Python", "open(os.__file__, 'a')"),
    Case("write to numpy", "import numpy; open(numpy.__file__, 'a')"),
    Case("write to the worker", "import sys; open(sys.modules['worker.calls'].__file__, 'a')"),
    Case("see the grader's environment", f"os.environ[{CANARY!r}]", ("KeyError",)),
    Case("learn whether a path exists", "os.stat('/etc/passwd')", is_strict=True),
    # limits
    Case("fill the memory", "bytearray(1 << 30)", ("MemoryError",)),
    Case("allocate memory beside the limit", "os.memfd_create('x')"),
    Case("share memory", "check(libc.shmget(0, 1 << 20, 0o1600))"),
    Case("fill the disk with one file", "open('large', 'wb').write(bytes(64 << 20))"),
    Case(
        "fill the disk with many files", "for n in range(9): open(f'f{n}', 'wb').write(bytes(8 << 20))", is_strict=True
    ),
    Case("make many files", "for n in range(9999): open(f'tmp/{n}', 'w').close()", is_strict=True),
    Case("open many files", "kept = [os.dup(1) for _ in range(999)]"),
    Case(
        "start many threads",
        "threading.stack_size(1 << 16); [threading.Thread(target=time.sleep, args=(1,)).start() for _ in range(99)]",
        ("RuntimeError",),
        is_strict=True,
    ),
    Case("compute for ever", "while True: pass", ("TimedOut",)),
    Case("end its process", "os._exit(0)", ("Crashed",)),
    Case("hang up", "os.closerange(3, 64)", ("Crashed",)),
    Case(
        "send what is no message",
        "[os.write(n, b'x' * 99) for n in range(3, 9)]",
        ("Crashed", *REFUSALS),
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case ended."""

    name: str
    is_held: bool
    how: str
    """The refusal, or what happened instead of one."""


def conform(zygote: Zygote, isolation: Isolation) -> Iterator[Verdict]:
    """Execute every case that `isolation` promises to hold. Raises `SandboxError`."""
    for case in CASES:
        if isolation is Isolation.STRICT or not case.is_strict:
            yield attempt(zygote, case)
    for name, trial in TRIALS.items():
        wrong = trial(zygote)
        yield Verdict(name, not wrong, wrong)


def attempt(zygote: Zygote, case: Case) -> Verdict:
    """Execute one case, in a submission of its own."""
    session, endings = _run(zygote, PRELUDE, case.source, "reached = 1")
    with session:
        is_alive = session.kind("reached") == "value"
    if set(endings) - {1}:
        return Verdict(case.name, False, f"the probe itself failed: {endings}")
    kind = endings.get(1)
    if kind is None:
        return Verdict(case.name, False, "it succeeded")
    if kind not in case.held:
        return Verdict(case.name, False, f"it ended with {kind}")
    return Verdict(case.name, is_alive, kind if is_alive else f"{kind}, and the cells after it did not run")


def _run(zygote: Zygote, *sources: str) -> tuple[Session, dict[int, str]]:
    """A session that ran these cells, and the kinds of exceptions by cell."""
    session = Session(zygote, PROBE_LIMITS, seed=1)
    cells = [Cell(index, index + 1, source) for index, source in enumerate(sources)]
    return session, {fault.index: fault.kind for fault in session.run_cells(cells)}


# --- cases in which this side has a say -------------------------------------------------------------------------------

_LEAVE = """
import builtins, os, sys, numpy
builtins.left = numpy.left = sys.left = os.environ["LEFT"] = "left"
open("left", "w").close()
open("tmp/left", "w").close()
"""
_LOOK = """
import builtins, os, sys, numpy
found = repr((sorted(os.listdir(".")), os.listdir("tmp"), sorted(os.environ), sorted(sys.modules), dir(builtins),
              dir(numpy), dir(sys), numpy.random.get_state()[1].tolist(), os.getcwd().rpartition("-")[0]))
"""
_FLOOD = "import os\nfor _ in range(400): os.write(1, b'x' * 65536)"
_THREADS = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"


def _nothing_stays(zygote: Zygote) -> str:
    seen = []
    for sources in ((_LOOK,), (_LEAVE,), (_LOOK,)):
        session, endings = _run(zygote, *sources)
        with session:
            if endings:
                return f"the probe itself failed: {endings}"
            if sources == (_LOOK,):
                seen.append(session.value("found"))
    return "" if seen[0] == seen[1] else "a submission saw what the one before it had left"


def _nobody_stays(zygote: Zygote) -> str:
    session, endings = _run(zygote, _THREADS)
    if endings:
        return f"the probe itself failed: {endings}"
    with session:
        handle = session.handle()
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)  # ready once it has ended
        return "" if poll.poll(2_000) else "its process outlived its submission"
    finally:
        os.close(handle)


def _output_is_cut(zygote: Zygote) -> str:
    session, endings = _run(zygote, _FLOOD)
    session.close()
    kept = len(session.printed)
    if endings or not kept:
        return f"the probe itself failed: {endings}"
    return "" if kept <= 2 * PROBE_LIMITS.output_kib << 10 else f"{kept} bytes of output were kept"


TRIALS: dict[str, Callable[[Zygote], str]] = {
    "leave something for the next submission": _nothing_stays,
    "outlive its submission": _nobody_stays,
    "print without end": _output_is_cut,
}
