"""Functions that leave no trace: which count as such, and what follows from it."""

from __future__ import annotations

import builtins
import signal
import threading
from typing import Any

import numpy as np
import pytest

from grader.errors import Crashed, Raised, TimedOut
from grader.model import Arguments
from grader.worker.packing import Unsendable
from grader.worker.stateless import stateless
from tests.sandbox.conftest import Run

HARMLESS = {
    "arithmetic": "def f(x): return 2 * x + 1",
    "numpy": "def f(x):\n    x = np.asarray(x, dtype=float)\n    return np.exp(x) / np.sum(np.exp(x), axis=-1)",
    "solvers": "def f(a, b):\n    return np.linalg.lstsq(a, b, rcond=None)[0]",
    "an alias": "import numpy.linalg as LA\ndef f(a): return LA.norm(a)",
    "a name of numpy": "from numpy import exp\ndef f(x): return exp(x)",
    "math": "import math\ndef f(x): return math.sqrt(x)",
    "a loop over locals": "def f(x):\n    out = []\n    for each in x: out.append(each ** 2)\n    return np.array(out)",
    "a constant": "EPS = 1e-9\ndef f(x, tol=EPS): return abs(x) < EPS + tol",
    "an error": "def f(x):\n    if len(x) == 0:\n        raise ValueError(f'empty {x!r}')\n    return x",
    "errstate": "def f(x):\n    with np.errstate(all='ignore'):\n        return np.log(x)",
    "a helper": "def g(x): return x + 1\ndef f(x): return g(x)",
    "recursion": "def f(n): return 1 if n < 2 else n * f(n - 1)",
    "functions that call each other": "def g(n): return n < 1 or f(n - 1)\ndef f(n): return n > 0 and g(n - 1)",
    "a generator expression": "def f(x): return sum(each for each in x)",
    "a lambda": "def f(x): return sorted(x, key=lambda each: -each)",
    "not written": "def f(x):\n    raise NotImplementedError",
}
TRACES = {
    "a global that it sets": "n = 0\ndef f():\n    global n\n    n += 1\n    return n",
    "a list that it reads": "seen = []\ndef f(x): return len(seen)",
    "a list that it fills": "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
    "an array that it reads": "W = np.eye(2)\ndef f(x): return W @ x",
    "a default that can change": "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
    "a keyword default that can change": "def f(x, *, seen={}):\n    return seen.setdefault(x, len(seen))",
    "an attribute of itself": "def f(x):\n    f.n = x\n    return x",
    "an attribute that it has": "def f(x): return x\nf.n = 1",
    "a closure": "def make():\n    n = []\n    def f(): return n\n    return f\nf = make()",
    "a count in a closure": "def make(n):\n    def f():\n        nonlocal n\n        n += 1\n    return f\nf = make(0)",
    "a decorator": "import functools\n@functools.lru_cache\ndef f(x): return x",
    "random numbers": "def f(n): return np.random.normal(size=n)",
    "a seed": "def f(n):\n    np.random.seed(0)\n    return n",
    "error handling for good": "def f(x):\n    np.seterr(all='raise')\n    return x",
    "printing for good": "def f(x):\n    np.set_printoptions(precision=2)\n    return x",
    "memory never written": "def f(n): return np.empty(n)",
    "memory never written where masked": "def f(a, b): return np.divide(a, b, where=b != 0)",
    "an array made of nothing": "def f(n): return np.ndarray((n,))",
    "a module": "import random\ndef f(): return random.random()",
    "an import": "def f():\n    import random\n    return random.random()",
    "a file": "def f():\n    open('x', 'a').write('x')\n    return 1",
    "names that it makes up": "def f(x):\n    globals()['n'] = x\n    return x",
    "an attribute that it makes up": "def f(x): return getattr(np, 'random').normal()",
    "a class": "class A: n = 0\ndef f():\n    A.n += 1\n    return A.n",
    "an object that it reads": "class A: pass\na = A()\ndef f(): return a",
    "a helper that does": "n = []\ndef g(x):\n    n.append(x)\n    return len(n)\ndef f(x): return g(x)",
    "a helper's helper that does": "n = []\ndef h(): return n\ndef g(): return h()\ndef f(): return g()",
    "one of those that call each other": "n = []\ndef g(k): return f(k)\ndef f(k):\n    n.append(k)\n    return g(k)",
    "a generator": "def f(x):\n    with np.errstate(all='raise'):\n        yield x",
    "a function of numpy's that it replaced": "n = []\nnp.sum = lambda x: len(n)\ndef f(x): return np.sum(x)",
    "a function of Python's that it replaced": "import builtins\nbuiltins.len = lambda x: 1\ndef f(x): return len(x)",
    "a nested function that does": "n = []\ndef f(x):\n    def g():\n        n.append(x)\n    g()\n    return len(n)",
}


def functions_without_traces(source: str) -> frozenset[str]:
    """As the process of a notebook finds them."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    originals = [(module, dict(vars(module))) for module in (np, builtins)]
    try:
        exec("import numpy as np\n" + source, namespace)
        return stateless(namespace)
    finally:
        for module, names in originals:
            vars(module).update(names)


@pytest.mark.parametrize("source", HARMLESS.values(), ids=HARMLESS)
def test_what_only_computes_leaves_no_trace(source: str) -> None:
    assert "f" in functions_without_traces(source)


@pytest.mark.parametrize("source", TRACES.values(), ids=TRACES)
def test_what_may_be_remembered_leaves_a_trace(source: str) -> None:
    assert "f" not in functions_without_traces(source)


def test_functions_without_traces_use_up_no_state(run: Run) -> None:
    session, _ = run("n = 0\ndef f(x): return x + 1\ndef g():\n    global n\n    n += 1\n    return n")
    assert [session.call("f", [Arguments((1,))])[0].value for _ in range(3)] == [2, 2, 2]
    assert session.is_fresh
    assert [session.call("g", [Arguments()])[0].value for _ in range(2)] == [1, 2]
    assert not session.is_fresh
    assert session.call("f", [Arguments((1,))])[0].value == 2
    session.renew()
    assert session.call("g", [Arguments()])[0].value == 1


@pytest.mark.parametrize(("kills", "fault"), [(True, Crashed), (False, TimedOut)])
def test_a_call_that_ends_the_parked_process_costs_the_others_nothing(
    run: Run, kills: bool, fault: type[Exception]
) -> None:
    session, _ = run("x = 5\ndef f():\n    while True: pass\ndef g(): return 7")
    if kills:
        child = session._child
        assert child is not None
        threading.Timer(0.1, signal.pidfd_send_signal, (child.pidfd, signal.SIGKILL)).start()
    assert isinstance(session.call("f", [Arguments()])[0].fault, fault)
    assert not session.joins("g"), "from now on copies answer"
    assert session.call("g", [Arguments()])[0].value == 7
    assert session.value("x") == 5
    assert isinstance(session.call("f", [Arguments()])[0].fault, TimedOut)
    assert session.call("g", [Arguments()])[0].value == 7


@pytest.mark.parametrize("hangs_first", [True, False])
def test_a_process_that_the_machine_ends_is_forgiven_beside_one_that_a_call_ended(run: Run, hangs_first: bool) -> None:
    session, _ = run("n = []\ndef f():\n    while True: pass\ndef g():\n    n.append(1)\n    return len(n)")

    def hang() -> None:  # a process found dead is said to have crashed, and whoever asks then asks again
        assert isinstance([session.call("f", [Arguments()])[0].fault for _ in range(2)][-1], TimedOut)

    def kill() -> None:
        assert session.call("g", [Arguments()])[0].value == 1
        child = session._child
        assert child is not None
        signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
        session.renew()

    for happens in (hang, kill) if hangs_first else (kill, hang):
        happens()
    assert session.call("g", [Arguments()])[0].value == 1


HOARDER = """import numpy as np
def f(x):
    cycle = [np.ones(4 << 20)]
    cycle.append(cycle)
    return x
"""


def test_garbage_that_one_check_leaves_costs_no_other_its_answer(run: Run) -> None:
    few, many = [Arguments((1.0,))] * 4, [Arguments((2.0,))] * 10  # 32 MiB each, of 1024
    session, _ = run(HOARDER)
    assert session.joins("f")
    for _ in range(12):
        assert [answer.value for answer in session.call("f", few)] == [1.0] * 4
        session.renew()
    session, _ = run(HOARDER)
    told = session.together([("f", few)] * 12)
    assert not session.joins("f")
    for answers in told:
        assert [answer.value for answer in answers] in ([], [1.0] * 4), "no answer is tried again, a fault is not"
    assert [answer.value for answer in session.call("f", many)] == [2.0] * 10


def test_who_needs_more_memory_than_there_is_hears_of_it(run: Run) -> None:
    session, _ = run("import numpy as np\ndef f(x): return np.ones((int(x), 1 << 28))[0, 0]")
    assert session.joins("f")
    (answer,) = session.call("f", [Arguments((4.0,))])
    assert isinstance(answer.fault, Raised)
    assert "MemoryError" in answer.fault.bases
    assert session.call("f", [Arguments((0.0,))])[0].fault is not None


def test_calls_that_are_slow_each_have_the_time_of_a_call(run: Run) -> None:
    session, _ = run(
        "import time\ndef f(x):\n    end = time.process_time() + 0.2\n"
        "    while time.process_time() < end: pass\n    return x"
    )
    assert [answer.value for answer in session.call("f", [Arguments((k,)) for k in range(6)])] == list(range(6))


def test_nothing_is_called_in_a_process_where_something_else_runs(run: Run) -> None:
    session, _ = run(
        "import threading, time\nthreading.Thread(target=lambda: time.sleep(9)).start()\ndef f(): return 1"
    )
    assert not session.joins("f")
    assert session.call("f", [Arguments()])[0].value == 1
    assert not session.is_fresh


def test_questions_that_cross_together_are_answered_in_their_order(run: Run) -> None:
    session, _ = run("def f(x): return x + 1\ndef g(x): raise ValueError(x)")
    questions = [("f", [Arguments((k,)), Arguments((k + 1,))]) for k in range(300)] + [("g", [Arguments((1,))])]
    answers = session.together(questions)
    assert [[each.value for each in series] for series in answers[:-1]] == [[k + 1, k + 2] for k in range(300)]
    assert type(answers[-1][0].fault).__name__ == "Raised"


def test_what_did_not_survive_together_is_said_of_its_own_question(run: Run) -> None:
    session, _ = run("def f(x): return x\ndef g():\n    while True: pass")
    answers = session.together([("f", [Arguments((1,))]), ("g", [Arguments()]), ("f", [Arguments((2,))])])
    assert [len(series) for series in answers] == [1, 1]
    assert isinstance(answers[1][0].fault, TimedOut)
    assert not session.joins("f"), "from now on copies answer"
    assert session.call("f", [Arguments((3,))])[0].value == 3


def test_arguments_that_may_not_cross_are_told_to_who_asks_by_itself(run: Run) -> None:
    session, _ = run("def f(x): return x")
    function = Arguments((lambda: 1,))
    answers = session.together([("f", [Arguments((1,))]), ("f", [function]), ("f", [Arguments((2,))])])
    assert [[answer.value for answer in series] for series in answers] == [[1]]
    with pytest.raises(Unsendable, match="a function"):
        session.call("f", [function])
    assert session.call("f", [Arguments((3,))])[0].value == 3
