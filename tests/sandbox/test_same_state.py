"""The zygote is the same after any submission as before it: what A sees before and after a hostile one is compared."""

from __future__ import annotations

import pytest

from grader.sandbox.launcher import Zygote
from tests.sandbox.conftest import running

LOOK = r"""
import builtins, gc, hashlib, locale, os, random, resource, signal, sys, threading, warnings
import numpy as np
def of_module(module):
    return {name: of_value(value) for name, value in sorted(vars(module).items()) if name != "__builtins__"}
def of_value(value):
    if isinstance(value, (str, int, float, bytes, bool, type(None))):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return [of_value(item) for item in value[:50]] if value is not seen else "itself"
    if isinstance(value, dict):
        return sorted(map(str, value))[:500]
    code = getattr(getattr(value, "__code__", None), "co_code", b"")
    return [type(value).__name__, code.hex() if isinstance(code, bytes) else ""]
def is_open(fd):
    try: return os.fstat(fd).st_mode
    except OSError: return 0
seen = []
state = {
    "modules": {name: of_module(module) for name, module in sorted(sys.modules.items()) if name != "__main__"},
    "environment": dict(os.environ),
    "files": [sorted(names) for folder, _, names in os.walk(os.getcwd())],
    "mode": os.stat(".").st_mode,
    "descriptors": [is_open(fd) for fd in range(64)],
    "limits": [resource.getrlimit(kind) for kind in range(16)],
    "signals": [str(signal.getsignal(number)) for number in range(1, 32)],
    "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    "random": [random.getstate(), np.random.get_state()[1].tolist(), hash("x"), np.random.rand()],
    "numpy": [np.geterr(), np.get_printoptions()["precision"]],
    "python": [sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled(), gc.get_threshold(), sys.path],
    "threads": threading.active_count(),
    "filters": [str(each) for each in warnings.filters],
    "umask": [os.umask(0o77), os.umask(0o77)],
    "nice": os.getpriority(os.PRIO_PROCESS, 0),
    "cpus": sorted(os.sched_getaffinity(0)),
    "subclasses": sorted(each.__name__ for each in object.__subclasses__()),
    "locale": locale.setlocale(locale.LC_ALL),
}
texts = {part: repr(held).replace(os.getcwd(), "HOME").encode() for part, held in state.items()}
parts = {part: hashlib.sha256(text).hexdigest() for part, text in texts.items()}
size = sum(map(len, texts.values()))
"""

HOSTILE = [
    # Everything that a process can change about itself, and all that it can try on the one that it was forked from.
    "import builtins, ctypes, gc, numpy, os, random, resource, signal, sys, threading, time, warnings, locale",
    "for module in list(sys.modules.values()): setattr(module, 'left', 'hostile')",
    "numpy.linalg.norm = numpy.exp = lambda *x: 42",
    "numpy.seterr(all='ignore'); numpy.set_printoptions(precision=1); warnings.simplefilter('ignore')",
    "os.environ.update(LEFT='x', PYTHONHASHSEED='7'); os.umask(0); os.nice(5)",
    "for name in ('left', 'tmp/left', '../left', '/left'):\n    try: open(name, 'w').close()\n    except OSError: pass",
    "os.chmod('.', 0o777)",
    "random.seed(1); numpy.random.seed(1); sys.setrecursionlimit(123); gc.disable(); sys.path[:] = []",
    "for number in (1, 2, 15, 17): signal.signal(number, signal.SIG_IGN)",
    "for n in range(99): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "libc = ctypes.CDLL(None)\nfor n in (0, 1, 2, os.getppid(), -1): libc.kill(n, 9) if n not in (0, -1) else 0",
    "for n in range(3, 64):\n    try: os.write(n, b'\\x93' * 4096)\n    except OSError: pass",
    "class Left: pass",
    "builtins.len = builtins.print = lambda *x: 42",
    "ctypes.memset(id(numpy.float64), 0, 4096)",  # overwrites a type that all submissions share until they write to it
    # Last, because what still works without memory is luck:
    "for kind in range(16):\n    try: resource.setrlimit(kind, (0, 0))\n    except (OSError, ValueError): pass",
]
ENDING = HOSTILE[11:]
"""Those that may end their process, as often as a notebook is run again: all before them run, whatever they change."""


@pytest.mark.parametrize("level", ["strict", "basic"])
def test_a_submission_sees_the_same_before_and_after_a_hostile_one(
    level: str, zygote: Zygote, basic_zygote: Zygote
) -> None:
    seen = []
    with running(zygote if level == "strict" else basic_zygote) as run:
        # The first one only finds the zygote before it has laid out its memory, which moves what is made after it.
        for sources in (["pass"], [LOOK], HOSTILE, [LOOK]):
            session, faults = run(*sources)
            if sources[0] is LOOK:
                assert faults == ()
                assert session.value("size") > 100_000  # type: ignore[operator]
                seen.append(session.value("parts"))
            elif sources is HOSTILE:
                ended = {fault.index for fault in faults if fault.kind == "Crashed"}
                assert ended <= set(range(len(HOSTILE) - len(ENDING), len(HOSTILE)))
                assert len(faults) < len(HOSTILE) / 2
            session.close()
    assert seen[0] == seen[1]
