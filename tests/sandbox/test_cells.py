"""Notebook semantics, as students know them from Jupyter."""

from __future__ import annotations

import dataclasses

import pytest

from grader.model import Arguments, Limits
from tests.sandbox.conftest import LIMITS, Run


def value(run: Run, *sources: str, name: str = "x", limits: Limits = LIMITS) -> object:
    session, faults = run(*sources, limits=limits)
    assert faults == ()
    return session.value(name)


def test_cells_share_one_namespace_in_order(run: Run) -> None:
    assert value(run, "x = 1", "x += 1", "x *= 10") == 20


def test_a_raising_cell_does_not_stop_the_next_ones(run: Run) -> None:
    session, faults = run("a = 1", "b = 1\n1/0", "c = a + b")
    assert [(fault.index, fault.kind, fault.message, fault.line) for fault in faults] == [
        (1, "ZeroDivisionError", "division by zero", 2)
    ]
    assert session.value("c") == 2


def test_a_syntax_error_costs_its_cell_only(run: Run) -> None:
    session, faults = run("def f(:\n  pass", "x = 3")
    assert [(fault.index, fault.kind, fault.line) for fault in faults] == [(0, "SyntaxError", 1)]
    assert session.value("x") == 3


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 5",
        "%matplotlib widget\nx = 5",
        "%load_ext autoreload\n%autoreload 2\nx = 5",
        "%load_ext grader\nx = 5",
        "!pip install numpy\nx = 5",
        "%pip install numpy\nx = 5",
        "files = !ls\nx = 5",
        "%timeit -n 1000 1 + 1\nx = 5",
        "%%time\nx = 5",
        "%%capture out\nprint(1)\nx = 5",
        "%no_such_magic at all\nx = 5",
        "np?\nx = 5",
        "display('shown')\nx = 5",
        "from IPython.display import display, Markdown\ndisplay(Markdown('a'))\nx = 5",
        "get_ipython().run_line_magic('matplotlib', 'inline')\nx = 5",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nx = 5",
        "import asyncio\nawait asyncio.sleep(0)\nx = 5",
        "async def five():\n    return 5\nx = await five()",
        "x = 4\nawait_me = None\nx += 1",
        "    x = 5",
        ">>> x = 5",
        "from grader import check\ncheck('softmax')\ncheck.all()\nx = 5",
        "import sys\nprint('careful', file=sys.stderr)\nx = 5",
        "import warnings\nwarnings.warn('careful')\nx = 5",
        "4 + 1\nx = 5",
        "4 + 1;\nx = 5;",
        "# -*- coding: utf-8 -*-\nx = 5  # Überprüfung",
    ],
)
def test_what_notebooks_contain_runs_or_is_skipped(run: Run, source: str) -> None:
    assert value(run, "import numpy as np", source) == 5


def test_the_last_expression_is_remembered(run: Run) -> None:
    assert value(run, "2 + 3", "x = _") == 5


def test_a_cell_magic_around_an_error_is_still_an_error(run: Run) -> None:
    _, faults = run("%%time\n1/0")
    assert [(fault.kind, fault.message) for fault in faults] == [("ZeroDivisionError", "division by zero")]


def test_input_raises_at_once_and_says_why(run: Run) -> None:
    _, faults = run("name = input('Your name? ')")
    assert "input() cannot be answered" in faults[0].message


@pytest.mark.parametrize(
    "source", ["exit()", "quit()", "import sys; sys.exit(0)", "raise SystemExit", "raise KeyboardInterrupt"]
)
def test_leaving_the_notebook_does_not_stop_the_next_cells(run: Run, source: str) -> None:
    session, _ = run(source, "x = 5")
    assert session.value("x") == 5


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "while True:\n    try:\n        1/0\n    except Exception:\n        pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\nwhile True: pass",
    ],
)
def test_an_endless_cell_is_cut_off_and_the_rest_runs(run: Run, source: str) -> None:
    limits = dataclasses.replace(LIMITS, cell_seconds=0.3)
    session, faults = run("a = 1", source, "x = a + 1", limits=limits)
    assert [(fault.index, fault.kind, fault.message) for fault in faults] == [(1, "TimedOut", "stopped after 0.3 s")]
    assert session.value("x") == 2


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(0)",
        "import os; os.kill(os.getpid(), 9); os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "import sys; sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    ],
)
def test_a_cell_that_kills_the_process_costs_itself_only(run: Run, source: str) -> None:
    session, faults = run("a = 1", source, "x = a + 1")
    assert [fault.index for fault in faults] == [1]
    assert session.value("x") == 2


def test_a_process_that_fails_does_not_wait_for_threads_left_running(run: Run) -> None:
    source = "import threading, time, builtins\nthreading.Thread(target=time.sleep, args=(99,)).start()\n"
    session, faults = run("x = 1", source + "builtins.len = None")
    assert [(fault.index, fault.kind) for fault in faults] == [(1, "Crashed")], "and not TimedOut"
    assert session.value("x") == 1


def test_a_notebook_of_killers_is_given_up(run: Run) -> None:
    _, faults = run(*["import os; os._exit(0)"] * 8)
    assert [fault.index for fault in faults] == list(range(8))
    assert "not run" in faults[-1].message


def test_the_whole_notebook_has_a_limit(run: Run) -> None:
    limits = dataclasses.replace(LIMITS, cell_seconds=0.4, notebook_seconds=0.6)
    _, faults = run("while True: pass", "while True: pass", "x = 1", limits=limits)
    assert faults[0].message == "stopped after 0.4 s"
    assert "not run: the notebook's 0.6 s were used up" in faults[2].message


def test_what_is_printed_is_kept_up_to_its_limit_and_never_blocks(run: Run) -> None:
    session, faults = run(
        "print('first')", "print('x' * 10_000_000)", "import os\nfor _ in range(100): os.write(2, b'y' * 65536)"
    )
    assert faults == ()
    session.close()
    assert session.printed.startswith("first\nxxx")
    assert len(session.printed) <= 2 * LIMITS.output_kib * 1024


def test_memory_is_bounded_and_running_out_is_an_ordinary_error(run: Run) -> None:
    session, faults = run("import numpy as np\na = np.ones(10**10)", "x = 1")
    assert faults[0].kind in ("MemoryError", "_ArrayMemoryError")
    assert session.value("x") == 1


def test_processes_and_network_are_refused_in_plain_words(run: Run) -> None:
    _, faults = run(
        "import os\nos.fork()",
        "import subprocess\nsubprocess.run(['ls'])",
        "import urllib.request\nurllib.request.urlopen('http://example.org')",
        "import multiprocessing\nmultiprocessing.Process(target=print).start()",
    )
    process = "other programs and processes cannot be started while a notebook is graded"
    network = "there is no network while a notebook is graded"
    assert [fault.message for fault in faults] == [process, process, network, process]


def test_threads_work(run: Run) -> None:
    source = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(4) as pool:\n    x = sum(pool.map(abs, [-2, -3]))"
    )
    assert value(run, source) == 5


def test_random_numbers_are_the_same_at_every_try(run: Run) -> None:
    sources = ("import random, numpy as np\nx = [random.random(), np.random.rand(), hash('text')]",)
    assert value(run, *sources) == value(run, *sources)


def test_a_traceback_names_cell_and_line(run: Run) -> None:
    session, _ = run("def f(a):\n    return g(a)", "def g(a):\n    b = 1\n    return a / 0")
    fault = session.call("f", [Arguments((1,))])[0].fault
    assert [(frame.cell, frame.line, frame.function, frame.source) for frame in fault.frames] == [  # type: ignore[union-attr]
        (1, 2, "f", "return g(a)"),
        (2, 3, "g", "return a / 0"),
    ]


def test_inspect_finds_the_source_of_a_function(run: Run) -> None:
    assert (
        value(run, "def f():\n    return 1", "import inspect\nx = inspect.getsource(f)") == "def f():\n    return 1\n"
    )
