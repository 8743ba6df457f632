"""What student code cannot reach, tried from inside the live sandbox. Each probe returns what it got hold of."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.model import Arguments
from grader.sandbox.conformance import CASES, TRIALS, Case, attempt
from grader.sandbox.launcher import Zygote
from tests.sandbox.conftest import LIMITS, Run, running

LEVELS = ("strict", "basic")
PROMISED = [(level, case) for level in LEVELS for case in CASES if level == "strict" or not case.is_strict]


@pytest.fixture(params=LEVELS)
def at_every_level(request: pytest.FixtureRequest) -> Iterator[Run]:
    """`run`, under `strict` and under `basic`."""
    with running(request.getfixturevalue("zygote" if request.param == "strict" else "basic_zygote")) as run_cells:
        yield run_cells


@pytest.mark.parametrize(("level", "case"), PROMISED, ids=[f"{level}: {case.name}" for level, case in PROMISED])
def test_it_is_held(level: str, case: Case, zygote: Zygote, basic_zygote: Zygote) -> None:
    verdict = attempt(zygote if level == "strict" else basic_zygote, case)
    assert verdict.is_held, verdict.how


@pytest.mark.parametrize("trial", TRIALS)
@pytest.mark.parametrize("level", LEVELS)
def test_it_is_held_between_submissions(level: str, trial: str, zygote: Zygote, basic_zygote: Zygote) -> None:
    assert TRIALS[trial](zygote if level == "strict" else basic_zygote) == ""


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


def test_the_environment_is_our_own(at_every_level: Run) -> None:
    session, _ = at_every_level("import os\nnames = sorted(os.environ)")
    allowed = {"HOME", "IPYTHONDIR", "LANG", "LC_CTYPE", "LOGNAME", "MKL_NUM_THREADS", "MPLBACKEND", "MPLCONFIGDIR"}
    allowed |= {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED", "PYTHONPATH", "TMPDIR", "TZ", "USER"}
    allowed |= {"KMP_INIT_AT_FORK", "KMP_DUPLICATE_LIB_OK", "COLUMNS", "LINES"}
    assert set(session.value("names")) <= allowed  # type: ignore[call-overload]


def test_a_child_holds_four_descriptors(at_every_level: Run) -> None:
    session, _ = at_every_level(
        "import os\ndef is_open(fd):\n    try: return bool(os.fstat(fd))\n    except OSError: return False\n"
        "found = [fd for fd in range(1000) if is_open(fd)]"
    )
    assert len(session.value("found")) == 4, "standard input, output, error and the channel"  # type: ignore[arg-type]


def test_no_process_outlives_its_submission(at_every_level: Run) -> None:
    session, _ = at_every_level(
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
