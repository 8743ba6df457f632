"""What student code cannot reach, tried from inside the live sandbox. Each probe returns what it got hold of."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from grader.model import Arguments
from tests.sandbox.conftest import LIMITS, Run

REFUSED = {
    "a socket": "import socket; socket.socket()",
    "a socket to other processes": "import socket; socket.socket(socket.AF_UNIX)",
    "a netlink socket": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "a fork": "os.fork()",
    "another program": "os.execv('/usr/bin/true', ['true'])",
    "a spawned program": "os.posix_spawn('/bin/true', ['true'], {})",
    "a new user namespace": "check(libc.unshare(0x10000000))",
    "a mount": "check(libc.mount(b'tmpfs', b'/home/student/tmp', b'tmpfs', 0, b''))",
    "an unmount": "check(libc.umount2(b'/home/student', 2))",
    "a new root": "os.chroot('/home/student')",
    "tracing": "check(libc.ptrace(16, 1, 0, 0))",
    "reading memory of others": "check(libc.process_vm_readv(1, 0, 0, 0, 0, 0))",
    "another limit": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "limits of others": "import resource; resource.prlimit(1, resource.RLIMIT_CPU)",
    "the kernel's keys": "check(libc.syscall(248, b'user', b'a', b'b', 1, -3))",
    "io_uring": "check(libc.syscall(425, 8, ctypes.create_string_buffer(256)))",
    "memory outside of the limits": "os.memfd_create('x')",
    "shared memory segments": "check(libc.shmget(0, 1 << 20, 0o1600))",
    "a seccomp listener": "check(libc.syscall(317, 1, 8, ctypes.create_string_buffer(16)))",
    "bpf": "check(libc.syscall(321, 0, 0, 0))",
    "another user": "os.setuid(0)",
    "writing to the root": "open('/mine', 'w')",
    "writing to the packages": "open('/packages/0/mine.py', 'w')",
    "writing to the interpreter": "open(os.__file__, 'a')",
    "writing to the worker": "open('/wall/worker/calls.py', 'a')",
    "a device": "os.mknod('/home/student/sda', 0o60600, os.makedev(8, 0))",
    "the host's /proc": "open('/proc/self/mem')",
    "the host's users": "open('/etc/passwd')",
    "the host's shadow": "open('/etc/shadow')",
    "the terminal": "open('/dev/tty')",
    "too much disk": "open('/home/student/large', 'wb').write(b'x' * (200 << 20))",
    "too many files": "[open(f'/home/student/tmp/{n}', 'w').close() for n in range(10_000)]",
    "too many descriptors": "[os.dup(1) for _ in range(1000)]",
    "too many threads": "import threading as t; [t.Thread(target=time.sleep, args=(5,)).start() for _ in range(500)]",
}

PRELUDE = """
import ctypes, os, time
libc = ctypes.CDLL(None, use_errno=True)
def check(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
"""


@pytest.mark.parametrize("probe", REFUSED.values(), ids=REFUSED)
def test_it_is_refused(run: Run, probe: str) -> None:
    session, faults = run(PRELUDE, probe, "reached = 1")
    assert [fault.index for fault in faults] == [1]
    assert faults[0].kind in ("PermissionError", "OSError", "FileNotFoundError", "ValueError", "RuntimeError"), faults
    assert session.value("reached") == 1


def test_the_file_system_holds_libraries_only(run: Run) -> None:
    session, _ = run(
        "import os\nfound = [os.path.join(folder, name) for folder, _, names in os.walk('/') for name in names]"
        "\nfolders = os.listdir('/')"
        "\nnotebooks = [path for path in found if path.endswith(('.ipynb', '/assignment.yaml')) or '/hidden_' in path]"
        "\nours = [path for path in found if '/grader/' in path]",
        limits=dataclasses.replace(LIMITS, cell_seconds=20.0, notebook_seconds=30.0, call_seconds=10.0),
    )
    course = str(Path(__file__).resolve().parents[2])
    assert session.value("ours") == []
    assert [
        path for path in session.value("notebooks") if "site-packages" not in path and "/packages/" not in path
    ] == []  # type: ignore[attr-defined]
    assert {"home", "packages", "wall", "nothing", "usr", "lib", "dev", "etc"} >= set(session.value("folders")) - {  # type: ignore[call-overload]
        "tmp",
        "lib64",
        "lib32",
        "libx32",
        course.split("/")[1],
        "root",
        "opt",
    }


def test_nothing_inside_names_the_course(run: Run) -> None:
    course = str(Path(__file__).resolve().parents[2])
    session, _ = run(
        "import gc, os, sys, traceback\n"
        "texts = [*sys.path, *sys.argv, *sys.orig_argv, sys.executable, sys.prefix, os.getcwd()]\n"
        "texts += os.environ.values()\n"
        "texts += [str(vars(module).get('__file__')) for module in sys.modules.values()]\n"
        "texts += [text for thing in gc.get_objects() if type(thing) in (list, tuple, dict) for text in\n"
        "          (thing.values() if type(thing) is dict else thing) if type(text) is str]\n"
        # Spelt in codes, so that the probe does not find itself.
        f"course = bytes({list(course.encode())}).decode()\n"
        "found = sorted({text for text in texts if course in text})"
    )
    assert session.value("found") in ([], [course])


def test_the_environment_is_our_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    session, _ = run("import os\nnames = sorted(os.environ)")
    allowed = {"HOME", "IPYTHONDIR", "LANG", "LC_CTYPE", "LOGNAME", "MKL_NUM_THREADS", "MPLBACKEND", "MPLCONFIGDIR"}
    allowed |= {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED", "PYTHONPATH", "TMPDIR", "TZ", "USER"}
    allowed |= {"KMP_INIT_AT_FORK", "KMP_DUPLICATE_LIB_OK", "COLUMNS", "LINES"}
    assert set(session.value("names")) <= allowed  # type: ignore[call-overload]


def test_a_child_holds_four_descriptors(run: Run) -> None:
    session, _ = run(
        "import os\ndef is_open(fd):\n    try: return bool(os.fstat(fd))\n    except OSError: return False\n"
        "found = [fd for fd in range(1000) if is_open(fd)]"
    )
    assert len(session.value("found")) == 4, "standard input, output, error and the channel"  # type: ignore[arg-type]


def test_nothing_persists_from_one_submission_to_the_next(run: Run) -> None:
    leave = (
        "import os, builtins, numpy, sys\nbuiltins.left = numpy.left = sys.left = 1\n"
        "for path in ('left', '/home/student/tmp/left'): open(path, 'w').write('x')"
    )
    look = (
        "import os, builtins, numpy, sys\n"
        "found = [*os.listdir('.'), *os.listdir('tmp'), *[hasattr(x, 'left') for x in (builtins, numpy, sys)]]"
    )
    session, faults = run(leave)
    assert faults == ()
    session.close()
    after, _ = run(look)
    before_names, *flags = after.value("found")  # type: ignore[misc]
    assert before_names == "tmp"
    assert flags == [False, False, False]


def test_no_process_outlives_its_submission(run: Run) -> None:
    session, _ = run(
        "import threading, time\ndef f():\n    threading.Thread(target=time.sleep, args=(60,)).start()\n    return 1"
    )
    session.call("f", [Arguments()])
    assert session._child is not None
    pid = _pid(session._child.pidfd)
    session.close()
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or _state(pid) == "Z":
            break
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists() or _state(pid) == "Z"


def _pid(pidfd: int) -> int:
    text = Path(f"/proc/self/fdinfo/{pidfd}").read_text()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("Pid:")))


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
