"""Calls across the wall: copies of arguments, answers or faults, and a whole state after every break."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from grader.errors import Crashed, Missing, Raised, Refused, StudentFault, TimedOut
from grader.model import Answer, Arguments, Value
from grader.sandbox.launcher import Zygote
from grader.sandbox.session import Session
from grader.stages import Stopwatch
from tests.sandbox.conftest import LIMITS, Run, code


def ask(session: Session, name: str, *positional: Value, **keyword: Value) -> Answer:
    (answer,) = session.call(name, [Arguments(positional, keyword)])
    return answer


def fault(session: Session, name: str, *positional: Value) -> StudentFault:
    found = ask(session, name, *positional).fault
    assert found is not None
    return found


@pytest.mark.parametrize(
    "sent",
    [
        None,
        True,
        -7,
        2**70,
        -(2**80),
        1.5,
        float("-inf"),
        2 - 3j,
        "Grüße \U0001f600",
        b"\x00\xff",
        [1, [2.0, "x"], (3,)],
        {"a": [1], 2: None},
        np.float32(1.5),
        np.bool_(True),
        np.arange(6.0).reshape(2, 3),
        np.zeros((0, 3)),
        np.array(3),
        np.array(["a", "longer"]),
        np.array([True, False]),
        np.arange(4, dtype=np.int8),
        np.array([1 + 2j]),
        np.float64("nan"),
    ],
    ids=repr,
)
def test_a_value_comes_back_as_it_was_sent(run: Run, sent: Value) -> None:
    session, _ = run("def same(x): return x")
    got = ask(session, "same", sent).value
    assert type(got) is type(sent)
    np.testing.assert_equal(got, sent)
    if isinstance(sent, np.ndarray):
        assert (got.dtype, got.shape) == (sent.dtype, sent.shape)


@pytest.mark.parametrize(
    ("array", "flags"),
    [
        (np.asfortranarray(np.ones((3, 4))), "F_CONTIGUOUS C_CONTIGUOUS"),
        (np.ones((3, 8))[:, ::2], "C_CONTIGUOUS F_CONTIGUOUS WRITEABLE"),
        (np.ones(3), "C_CONTIGUOUS F_CONTIGUOUS WRITEABLE OWNDATA"),
    ],
)
def test_arguments_keep_their_memory_layout(run: Run, array: np.ndarray, flags: str) -> None:  # type: ignore[type-arg]
    session, _ = run(f"def flags(x): return [bool(x.flags[name]) for name in {flags.split()!r}]")
    assert ask(session, "flags", array).value == [bool(array.flags[name]) for name in flags.split()]


def test_read_only_arguments_stay_read_only(run: Run) -> None:
    session, _ = run("def write(x): x[0] = 1")
    array = np.zeros(2)
    array.flags.writeable = False
    assert isinstance(fault(session, "write", array), Raised)


def test_changes_to_arguments_stay_behind_the_wall_and_are_reported(run: Run) -> None:
    session, _ = run("def f(a, b, c=None, d=None):\n    a += 1\n    c.append(1)\n    return a")
    a, c = np.zeros(2), [0]
    answer = ask(session, "f", a, np.ones(2), c=c, d=np.full(2, np.nan))
    assert answer.changed == (0, "c")
    assert a.tolist() == [0, 0]
    assert c == [0]


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ("(i for i in range(3))", "a generator"),
        ("lambda: 1", "a function"),
        ("{1, 2}", "a set"),
        ("np.array([object()])", "an array of Python objects"),
        ("np.zeros(2, dtype=[('a', int)])", "an array with named fields"),
        ("np.ma.masked_array([1.0])", "a masked array"),
        ("np.broadcast_to(1.0, (10**6, 10**6))", "an array of shape (1000000, 1000000) of 7,629,395 MiB"),
        ("10**10000", "an integer of about 10,000 digits"),
        ("'x' * 10**7", "a text of 10,000,000 characters"),
        ("[0] * 10**6", "a collection of too many elements"),
        ("endless", "nested more than 32 levels deep"),
        ("np.datetime64('2026-01-01')", "a numpy scalar of dtype datetime64"),
        ("Strange()", "an object of type Strange"),
        ("Raising([1])", "something that could not be read (ValueError)"),
    ],
)
def test_what_may_not_cross_is_refused_in_words(run: Run, returned: str, words: str) -> None:
    session, faults = run(
        "import numpy as np\nendless = []\nendless.append(endless)\nclass Strange: pass\n"
        "class Raising(list):\n    def __iter__(self): raise ValueError\n"
        f"def f(): return {returned}"
    )
    assert faults == ()
    refused = fault(session, "f")
    assert isinstance(refused, Refused)
    assert words in refused.message


def test_subclasses_come_as_what_they_are_made_of(run: Run) -> None:
    session, _ = run(
        "import numpy as np, collections, enum\nclass Liar(float):\n    def __eq__(self, other): return True\n"
        "    def __float__(self): return 42.0\nPair = collections.namedtuple('Pair', 'a b')\n"
        "def f(): return [Liar(1.5), Pair(1, 2), np.matrix([[1, 2]]), enum.IntEnum('E', 'A').A]"
    )
    liar, pair, matrix, number = ask(session, "f").value
    assert (type(liar), liar) == (float, 1.5)
    assert (type(pair), pair) == (tuple, (1, 2))
    assert (type(matrix), matrix.tolist()) == (np.ndarray, [[1, 2]])
    assert (type(number), number) == (int, 1)


def test_a_raised_exception_comes_as_text(run: Run) -> None:
    session, _ = run("class Mine(ValueError): pass\ndef f():\n    raise Mine('shapes (2,) and (3,)')")
    raised = fault(session, "f")
    assert isinstance(raised, Raised)
    assert (raised.kind, raised.text) == ("Mine", "shapes (2,) and (3,)")
    assert "ValueError" in raised.bases
    assert "Mine" not in raised.bases  # a class of the student's may bear any name


@pytest.mark.parametrize(
    "body",
    ["raise ZeroDivisionError", "return 'x' * 10**9", "return self", "import sys; sys.exit()", "return '\\ud800'"],
)
def test_an_exception_that_lies_about_its_text_is_described_all_the_same(run: Run, body: str) -> None:
    session, _ = run(f"class Bad(Exception):\n    def __str__(self): {body}\ndef f(): raise Bad")
    raised = fault(session, "f")
    assert isinstance(raised, Raised | Crashed)
    assert len(raised.message) < 3_000


def test_a_deep_traceback_is_cut(run: Run) -> None:
    session, _ = run("import sys\nsys.setrecursionlimit(5000)\ndef f(n=4000):\n    if n: f(n - 1)\n    else: 1/0")
    raised = fault(session, "f")
    assert isinstance(raised, Raised)
    assert len(raised.frames) <= 12


def test_a_name_that_is_not_there_is_missing(run: Run) -> None:
    session, _ = run("x = 1")
    assert isinstance(fault(session, "softmax"), Missing)
    assert session.kind("softmax") is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", TimedOut),
        ("import time; time.sleep(60)", TimedOut),
        ("import os; os._exit(0)", Crashed),
        ("import ctypes; ctypes.string_at(0)", Crashed),
        ("import os; os.closerange(3, 64)", Crashed),
        ("import os; os.write(max(int(f) for f in range(3, 60) if is_open(f)), b'garbage' * 99); return 1", Crashed),
    ],
)
def test_a_call_that_breaks_the_process_costs_that_call_only(run: Run, body: str, kind: type) -> None:
    session, _ = run(
        "count = 0\ndef bump():\n    global count\n    count += 1\n    return count",
        "import os\ndef is_open(fd):\n    try: return bool(os.fstat(fd))\n    except OSError: return False",
        f"def f():\n    {body}",
    )
    assert ask(session, "bump").value == 1
    assert isinstance(fault(session, "f"), kind)
    assert ask(session, "bump").value == 1


def test_the_timeout_says_how_long_it_waited(run: Run) -> None:
    session, _ = run("def f():\n    while True: pass", limits=dataclasses.replace(LIMITS, call_seconds=0.25))
    assert fault(session, "f").message == "did not return within 0.25 s"


def test_a_function_that_hung_twice_gets_a_shorter_limit(run: Run) -> None:
    session, _ = run("def f(x):\n    while x: pass\n    return 1")
    messages = [getattr(ask(session, "f", x).fault, "message", "answered") for x in (1, 1, 1, 0, 1)]
    limits = [0.5, 0.5, 0.125, None, 0.125]
    assert messages == [f"did not return within {limit} s" if limit else "answered" for limit in limits]


def test_a_hurried_hang_does_not_count_against_the_function(run: Run) -> None:
    session, _ = run("def f():\n    while True: pass")
    session.is_hurried = True
    hurried = [fault(session, "f").message for _ in range(3)]
    session.is_hurried = False
    assert hurried == ["did not return within 0.125 s"] * 3
    assert fault(session, "f").message == "did not return within 0.5 s"


def test_renewing_brings_the_state_back_to_what_the_notebook_left(run: Run) -> None:
    session, _ = run("count = 0\ndef bump():\n    global count\n    count += 1\n    return count")
    assert [ask(session, "bump").value for _ in range(3)] == [1, 2, 3]
    assert not session.is_fresh
    session.renew()
    assert session.is_fresh
    assert ask(session, "bump").value == 1


@pytest.mark.parametrize(
    "change", ["x.append(iter([]))", "x.append(x)", "x[0] = type('T', (float,), {})(1)", "x.clear()"]
)
def test_an_argument_changed_into_anything_is_a_changed_argument(run: Run, change: str) -> None:
    session, _ = run(f"def f(x):\n    {change}\n    return 1")
    (answer,) = session.call("f", [Arguments(([1.5, 2.5],))])
    assert (answer.value, answer.fault, answer.changed) == (1, None, (0,))


def test_a_series_answers_in_order_and_ends_at_the_call_that_breaks_it(run: Run) -> None:
    session, _ = run(
        "import os\ndef f(x):\n    if x == 3: os._exit(1)\n    if x == 1: raise ValueError\n    return x * 2"
    )
    answers = session.call("f", [Arguments((x,)) for x in range(6)])
    assert [answer.value for answer in answers] == [0, None, 4, None]
    assert isinstance(answers[1].fault, Raised)
    assert isinstance(answers[3].fault, Crashed)


def test_an_answer_given_before_the_question_breaks_the_protocol(run: Run) -> None:
    session, _ = run(
        "import os, threading, time\n"
        "def find():\n"
        "    for fd in range(3, 64):\n"
        "        try:\n"
        "            if os.fstat(fd).st_mode & 0o170000 == 0o140000: return fd\n"
        "        except OSError: pass\n"
        "def f():\n"
        "    fd = find()\n"
        "    threading.Thread(target=lambda: (time.sleep(0.1), os.write(fd, b'\\0' * 64))).start()\n"
        "    return 1\n"
        "def g():\n    find()\n    return 2"
    )
    assert ask(session, "f").value == 1
    import time

    time.sleep(0.3)
    assert isinstance(fault(session, "g"), Crashed)
    assert ask(session, "g").value == 2


def test_memory_in_a_call_is_bounded(run: Run) -> None:
    session, _ = run("import numpy as np\ndef f(): return float(np.ones(10**9).sum())\ndef g(): return 1")
    raised = fault(session, "f")
    assert isinstance(raised, Raised)
    assert "MemoryError" in raised.bases
    assert ask(session, "g").value == 1


def test_large_arrays_cross_both_ways(run: Run) -> None:
    session, _ = run("def f(x): return 2 * x")
    array = np.arange(1_000_000.0).reshape(1000, 1000)
    np.testing.assert_array_equal(ask(session, "f", array).value, 2 * array)


def test_a_parked_process_that_dies_is_run_again_once(run: Run) -> None:
    session, _ = run(
        "import threading, time, os\n"
        "threading.Thread(target=lambda: (time.sleep(1.0), os._exit(1)), daemon=True).start()\n"
        "def f(): return 1"
    )
    import time

    time.sleep(1.5)  # the notebook that is run again has a whole second to be parked in
    session.renew()
    assert ask(session, "f").value == 1


def test_forks_are_for_the_grader_alone(run: Run) -> None:
    session, _ = run("import os\ndef f():\n    return os.fork()\ndef g(): return 1")
    raised = fault(session, "f")
    assert isinstance(raised, Raised)
    assert raised.kind == "PermissionError"
    session.renew()
    assert ask(session, "g").value == 1


BURN = """
import time

def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

def sleep(seconds):
    time.sleep(seconds)
"""


def test_the_time_of_a_call_is_what_it_computed_not_what_it_waited(run: Run) -> None:
    session, _ = run(BURN)
    assert ask(session, "burn", 0.03).seconds >= 0.03
    assert ask(session, "sleep", 0.2).seconds < 0.1
    series = session.call("burn", [Arguments((0.02,)), Arguments((0.01,))])
    assert sum(answer.seconds for answer in series) >= 0.03


def test_a_change_anywhere_in_a_large_array_is_reported(run: Run) -> None:
    session, _ = run("def keep(x):\n    return x.sum()\ndef last(x):\n    x[-1] = 0\ndef strided(x):\n    x[0] = 0\n")
    large = np.linspace(1, 2, 100_003)
    assert ask(session, "keep", large).changed == ()
    assert ask(session, "last", large).changed == (0,)
    assert ask(session, "keep", large[::2]).changed == ()
    assert ask(session, "strided", large[::2]).changed == (0,)


def test_a_profile_sees_every_stage_of_a_session(zygote: Zygote) -> None:
    watch = Stopwatch()
    with Session(zygote, LIMITS, 1, watch) as session:
        session.run_cells(code("seen = []\ndef f(x):\n    seen.append(x)\n    return sum(range(200_000))\n"))
        assert session.call("f", [Arguments((1,))] * 20)[-1].fault is None
    seconds = watch.take()
    entered = {"fork", "isolate", "cells", "copy", "calls", "wire", "end"}
    assert {stage for stage, value in seconds.items() if value > 0} == entered
    assert seconds["calls"] > 0.005, "what the function computes is no cost of the wall"
