"""The checks of a course: collected once by pytest, with its assertion rewriting, then run for a stream of submissions.

pytest drives its session from inside `pytest.main`, and ends it when that returns. So it runs in a thread of its own,
stays in its run loop for as long as there are submissions, and is handed one examination at a time.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks.endless import answer_of
from grader.checks.faulty import check_fault, doubled_checks, import_fault, line_of
from grader.checks.student import Student
from grader.checks.trial import Examination, Fixtures, try_checks
from grader.errors import ConfigurationError, Fault
from grader.model import Check, CheckResult

_FILES = ("public_*.py", "hidden_*.py")
"""What check files are called; students receive the first kind."""
_VARIABLES = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


class Suite:
    """The checks of some assignments, ready to examine submissions.

    Raises
    ------
    ConfigurationError
        A check file cannot be imported, or a check lacks its markers.
    """

    def __init__(self, folders: Mapping[str, Path], *, public_only: bool = False) -> None:
        """`folders`: each assignment's name and the folder of its check files."""
        patterns = _FILES[:1] if public_only else _FILES
        self._plugin = _Plugin({name: folder.resolve() for name, folder in folders.items()}, patterns)
        self._thread = threading.Thread(target=self._plugin.main, name="checks", daemon=True)
        self._thread.start()
        outcome = self._plugin.outbox.get()
        if isinstance(outcome, BaseException):
            raise outcome

    def declared(self, assignment: str) -> tuple[Check, ...]:
        """The checks of an assignment, in the order of their files and lines."""
        return tuple(check for _, check in self._plugin.items[assignment])

    def run(self, examination: Examination, checks: Sequence[str] | None = None) -> list[CheckResult]:
        """Run an assignment's checks, or those named, against one submission."""
        self._plugin.inbox.put((examination, checks))
        outcome = answer_of(self._plugin.outbox, self._thread)
        if isinstance(outcome, BaseException):
            raise outcome
        assert outcome is not None
        return outcome

    def run_here(self, examination: Examination, checks: Sequence[str] | None = None) -> list[CheckResult]:
        """The same in the calling thread, which is where an interrupt from the keyboard arrives."""
        return self._plugin.examine(examination, checks)

    def close(self) -> None:
        """End pytest's session."""
        self._plugin.inbox.put(None)
        self._thread.join()


class _Plugin:
    """Collects, then serves examinations from inside pytest's run loop."""

    def __init__(self, folders: Mapping[str, Path], patterns: Sequence[str]) -> None:
        self.inbox: queue.SimpleQueue[tuple[Examination, Sequence[str] | None] | None] = queue.SimpleQueue()
        self.outbox: queue.SimpleQueue[list[CheckResult] | BaseException | None] = queue.SimpleQueue()
        self.items: dict[str, list[tuple[pytest.Function, Check]]] = {name: [] for name in folders}
        self._folders, self._patterns = folders, patterns
        self._faults: list[Fault] = []
        self._fixtures = Fixtures()
        self._is_serving = False
        self._folder_at_end = ""

    def main(self) -> None:
        """Run pytest's session; what goes wrong before it serves is the answer to whoever waits for it."""
        files = [
            str(path)
            for folder in self._folders.values()
            for path in sorted(path for pattern in self._patterns for path in folder.glob(pattern))
        ]
        _forget(files)
        try:
            with _own_environment():
                root = _common_folder([folder.parent for folder in self._folders.values()])
                self._faults += _stray_fixtures(root, self._folders.values())
                code = pytest.main([*_options(root), *files], plugins=[self])
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            self.outbox.put(error)
            return
        finally:
            # pytest goes back to where it began, although in the meantime this process may have gone elsewhere.
            if self._folder_at_end:
                os.chdir(self._folder_at_end)
        if not self._is_serving:
            self.outbox.put(ConfigurationError(self._faults or [_unknown_fault(code)]))

    # --- pytest's hooks ---------------------------------------------------------------------------------------------

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the markers known, so that a misspelt one is an error."""
        config.addinivalue_line("markers", "exercise(name): the exercise that this check judges")
        config.addinivalue_line("markers", "points(number, hint): what passing earns, and a hint for who does not")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note files that cannot be imported."""
        if report.failed:
            self._faults.append(import_fault(report))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve examinations until there are no more."""
        for path in {item.path: None for item in session.items}:
            self._faults += doubled_checks(path)
        for item in session.items:
            if isinstance(item, pytest.Function):
                self._declare(item)
        if self._faults:
            return True
        self._is_serving = True
        self.outbox.put(None)
        while (work := self.inbox.get()) is not None:
            examination, names = work
            try:
                self.outbox.put(self.examine(examination, names))
            except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
                self.outbox.put(error)
        self._folder_at_end = _folder()
        return True

    def examine(self, examination: Examination, names: Sequence[str] | None) -> list[CheckResult]:
        """The checks of one submission, or those named."""
        chosen = [each for each in self.items[examination.assignment] if names is None or each[1].name in names]
        return try_checks(chosen, examination, self._fixtures)

    def _declare(self, item: pytest.Function) -> None:
        folder = item.path.resolve().parent
        assignment = next((name for name, known in self._folders.items() if known == folder), None)
        exercise, points = item.get_closest_marker("exercise"), item.get_closest_marker("points")
        fault = check_fault(item, exercise, points)
        if assignment is None or fault or exercise is None or points is None:
            self._faults += [fault] if fault else []
            return
        check = Check(
            name=item.name.removeprefix("test_"),
            exercise=exercise.args[0],
            points=Fraction(str(points.args[0])),
            hint=str([*points.args[1:], points.kwargs.get("hint", "")][0]),
            public=item.path.name.startswith("public_"),
            place=f"{item.path.name}, line {line_of(item)}",
        )
        self.items[assignment].append((item, check))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        """Keep what a check raised under pytest's own protocol; the report that pytest makes of it is only text."""
        if call.excinfo is not None and self._fixtures.error is None:
            self._fixtures.error = call.excinfo.value

    # --- fixtures ---------------------------------------------------------------------------------------------------

    @pytest.fixture
    def student(self) -> Student:
        """The student's functions and values."""
        assert self._fixtures.student is not None
        return self._fixtures.student

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """Random numbers that are the same for every try of this check on this student."""
        assert self._fixtures.rng is not None
        return self._fixtures.rng

    @pytest.fixture
    def reference(self) -> SimpleNamespace | None:
        """The functions of the author's notebook; None where checks run without it."""
        return self._fixtures.reference


def _folder() -> str:
    with contextlib.suppress(OSError):
        return str(Path.cwd())
    return ""  # it has been deleted


def _forget(files: Sequence[str]) -> None:
    """Let pytest import these anew: it takes what an import that failed half-way left behind for a whole module."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in files:
            del sys.modules[name]


@contextlib.contextmanager
def _own_environment() -> Iterator[None]:
    """Whoever grades may have set options for pytest runs of their own, which would change marks here."""
    others = {name: os.environ.pop(name) for name in _VARIABLES if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(others)


def _common_folder(folders: Sequence[Path]) -> Path:
    return Path(os.path.commonpath(folders or [Path.cwd()]))


def _stray_fixtures(root: Path, folders: Iterable[Path]) -> Iterator[Fault]:
    """A conftest.py above the assignments' folders would serve checks whenever several are graded, and then only."""
    above = {up for folder in folders for up in folder.parent.parents if up.is_relative_to(root)}
    for path in sorted(up / "conftest.py" for up in above):
        if path.exists():
            yield Fault(str(path), "", "Checks take no fixtures from here.", "Put it into the folder of the checks.")


def _options(root: Path) -> list[str]:
    off = "terminal cacheprovider faulthandler capture logging warnings unraisableexception threadexception"
    off += " junitxml doctest setuponly setupplan stepwise pastebin debugging"
    return [
        "--import-mode=importlib",
        "--strict-markers",
        "--disable-plugin-autoload",
        f"--rootdir={Path.cwd().anchor}",
        # A report depends on nothing outside of its assignment's folder: a conftest.py further up is for other tests.
        f"--confcutdir={root}",
        f"-c{os.devnull}",
        f"-opython_files={' '.join(_FILES)}",
        *(f"-pno:{name}" for name in off.split()),
    ]


def _unknown_fault(code: int | pytest.ExitCode) -> Fault:
    return Fault(
        "checks", "", f"pytest could not collect the checks (exit {int(code)}).", "Run pytest on them by hand."
    )
