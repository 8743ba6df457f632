"""Answers that an author wrote to try the checks on: `solutions/<name>/answers/<verdict>/<exercise>--<what>.py`.

The first line of such a file's docstring says the style of a correct answer, or the misconception behind a wrong one,
to be read after "behaves as if it": "divides by d_k instead of √d_k". A line `Loses: a, b` names the exercises that a
wrong answer loses where it is not the one in the file's name alone. A file may use the names of the source notebook.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import ConfigurationError, Fault

CORRECT, WRONG = "correct", "wrong"
_SEPARATOR = "--"
_LOSES = "Loses:"


@dataclass(frozen=True, slots=True)
class AuthoredAnswer:
    """One file of the folder `answers/correct` or `answers/wrong`."""

    verdict: str
    exercise: str
    what: str
    sentence: str
    """The style, or the misconception."""
    loses: frozenset[str]
    """Exercises that it must lose points of; none for a correct answer."""
    source: str
    path: Path

    @property
    def name(self) -> str:
        """How messages and golden files call it."""
        return f"{self.verdict}/{self.exercise}{_SEPARATOR}{self.what}"


def read_answers(folder: Path, verdict: str, exercises: Collection[str]) -> tuple[AuthoredAnswer, ...]:
    """The answers of one verdict in an assignment's folder, by name. Raises ConfigurationError with every fault."""
    return read_files(folder / "answers" / verdict, verdict, exercises)


def read_files(folder: Path, verdict: str, exercises: Collection[str]) -> tuple[AuthoredAnswer, ...]:
    """The answers in a folder, taken for answers of this verdict. Raises ConfigurationError with every fault."""
    found: list[AuthoredAnswer] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.py")):
        try:
            found.append(_read(path, verdict, exercises))
        except _Unfit as unfit:
            faults.append(Fault(str(path), unfit.place, unfit.problem, unfit.remedy))
    if faults:
        raise ConfigurationError(faults)
    return tuple(found)


class _Unfit(Exception):
    def __init__(self, problem: str, remedy: str, place: str = "") -> None:
        self.problem, self.remedy, self.place = problem, remedy, place
        super().__init__(problem)


def _read(path: Path, verdict: str, exercises: Collection[str]) -> AuthoredAnswer:
    exercise, separator, what = path.stem.partition(_SEPARATOR)
    if not separator or not what or exercise not in exercises:
        raise _Unfit("Its name says no exercise.", f"Call it <exercise>--<what>.py; exercises: {', '.join(exercises)}.")
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except SyntaxError as error:
        raise _Unfit(f"This is not Python: {error.msg}.", "Correct it.", f"line {error.lineno or 1}") from error
    except (OSError, ValueError) as error:
        raise _Unfit(f"The file cannot be read: {error}.", "Save it as UTF-8 text.") from error
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if exercise not in defined:
        raise _Unfit(f"It defines no function `{exercise}`.", "Name the file after the function that it answers.")
    lines = (ast.get_docstring(tree) or "").splitlines()
    if not lines:
        raise _Unfit("It has no docstring.", "Say its style, or its misconception, in a first line.", "line 1")
    loses = frozenset(_loses(lines, exercise)) if verdict == WRONG else frozenset()
    if unknown := loses - set(exercises):
        raise _Unfit(f"It loses {', '.join(sorted(unknown))}, which is no exercise here.", "Correct the name.")
    return AuthoredAnswer(verdict, exercise, what, lines[0].strip().rstrip("."), loses, source, path)


def _loses(lines: list[str], exercise: str) -> Iterator[str]:
    named = [line.removeprefix(_LOSES) for line in lines if line.startswith(_LOSES)]
    if not named:
        yield exercise
    for line in named:
        yield from (name.strip() for name in line.split(",") if name.strip())
