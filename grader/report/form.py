"""A report read by the form that `render` gives it, many times as fast as by YAML: for whoever reads a whole class.

`render` writes keys of the report at the start of a line, those of its exercises, cells and answers two blanks further
in, and those of a check four; a text of several lines is indented more deeply than its key, and any other text stands
on one line. So a report falls apart at the starts of lines, and no line of a student's text can pass for one of ours.
Every part must match its form to the last character. Whatever does not, as a report that was edited by hand, is left
to YAML. A test holds both ways against each other, on reports full of hostile texts and on damaged ones.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from yaml.nodes import ScalarNode

from grader.characters import INVISIBLE_IN_TEXT
from grader.config.document import UnreadableYaml, compose
from grader.model import (
    CellFault,
    Check,
    CheckResult,
    Exercise,
    ExerciseResult,
    Outcome,
    Provenance,
    Report,
    Status,
    WrittenAnswer,
)
from grader.points import total
from grader.report.fields import BOUNDS, SCHEMA, UnreadableReport, mapped, provenance

BYTES_MAX = 1 << 20
"""Too few for more nodes than YAML is read with."""
_KEPT_CHARACTERS_MAX = 4_000
"""Of an exercise that is kept, in case another report says the same of it."""


def _text_at(indent: int) -> str:
    """The pattern of a text that stands, if it has several lines, as a block so far in."""
    return rf"([^|\n][^\n]*|\|-?(?:\n(?: {{{indent}}}[^\n]*)?)+)"


_POINTS, _WHOLE, _WORD = r"(-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?)", r"([0-9]{1,18})", r"([a-z_]+)"
_FILE = r"""("(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\n]|'')*'|[^\W\d_](?:[^\n,?:\[\]{}]*[^\n ,?:\[\]{}])?)"""
"""In braces fewer texts stand without quotes."""
_HEAD = re.compile(
    rf"schema: {SCHEMA}\nassignment: {_text_at(2)}\nstudent: {_text_at(2)}\nstatus: {_WORD}"
    rf"(?:\nmessage: {_text_at(2)})?"
    rf"\nscore: {_POINTS}\npossible: {_POINTS}\nsubmission: {{file: {_FILE}, sha256: \"([0-9a-f]*)\"}}"
)
_EXERCISE = re.compile(
    rf"name: {_text_at(4)}\n  earned: {_POINTS}\n  possible: {_POINTS}(?:\n  diagnosis: {_text_at(4)})?"
)
_CHECK = re.compile(
    rf"name: {_text_at(6)}\n    outcome: {_WORD}\n    earned: {_POINTS}\n    possible: {_POINTS}"
    rf"(?:\n    message: {_text_at(6)})?(?:\n    hint: {_text_at(6)})?"
)
_CELL = re.compile(rf"index: {_WHOLE}\n  kind: {_text_at(4)}\n  message: {_text_at(4)}\n  line: (?:null|{_WHOLE})")
_ANSWER = re.compile(rf"part: {_WHOLE}\n  text: {_text_at(4)}(?:\n  points: {_POINTS})?")
_STATUSES, _OUTCOMES = {str(each): each for each in Status}, {str(each): each for each in Outcome}
_PROVENANCE = re.compile(r"\{[^\n]{0,1000}\}\n")
_NOT_AS_WRITTEN = re.compile("[\ufffe\uffff]|" + INVISIBLE_IN_TEXT.pattern)
"""Characters that `render` writes as escapes."""


class _OtherForm(Exception):
    """Not as `render` writes."""


def in_form(data: bytes) -> Report | None:
    """The report that was written as these bytes; None if they have another form, which says nothing else of them."""
    try:
        return _report(data.decode()) if len(data) <= BYTES_MAX else None
    except (_OtherForm, UnicodeDecodeError, UnreadableYaml, UnreadableReport):
        return None


def _report(text: str) -> Report:
    # Far the faster of two questions comes first.
    if not text.replace("\n", "").replace("\t", "").isprintable() and _NOT_AS_WRITTEN.search(text):
        raise _OtherForm
    head, _, rest = text.partition("\nexercises:")
    exercises, _, rest = rest.partition("\ncells:")
    cells, _, rest = rest.partition("\nwritten:")
    written, _, origin = rest.partition("\nprovenance: ")
    assignment, student, word, message, score, possible, file, sha256 = _matched(_HEAD, head)
    status = _STATUSES.get(word)
    if status is None or (status is Status.GRADED) != (message is None):
        raise _OtherForm
    results = [_of_exercise(item) for item in _items(exercises, "\n- ")]
    report = Report(
        _text(assignment, 2),
        _text(student, 2),
        status,
        _text(file, 0),
        sha256,
        tuple(result for result, _ in results),
        tuple(_cell(item) for item in _items(cells, "\n- ")),
        tuple(_answer(item) for item in _items(written, "\n- ")),
        _provenance(origin),
        _text(message, 2) if message is not None else "",
    )
    if total(earned for _, earned in results) != _points(score) or report.possible != _points(possible):
        raise _OtherForm
    return report


def _items(section: str, start: str) -> list[str]:
    """What stands in a list whose items start so."""
    if section == " []":
        return []
    if not section.startswith(start):
        raise _OtherForm
    return section[len(start) :].split(start)


def _of_exercise(item: str) -> tuple[ExerciseResult, Fraction]:
    """An exercise and what it earned. Most of a class have the same to say of one, so it is not taken apart again."""
    return _known_exercise(item) if len(item) <= _KEPT_CHARACTERS_MAX else _exercise(item)


def _exercise(item: str) -> tuple[ExerciseResult, Fraction]:
    head, _, listed = item.partition("\n  checks:")
    name, earned, possible, diagnosis = _matched(_EXERCISE, head)
    exercise = Exercise(_text(name, 4), "", _points(possible))
    checks = tuple(_check(each, exercise.name) for each in _items(listed, "\n  - "))
    result = ExerciseResult(exercise, checks, _text(diagnosis, 4) if diagnosis is not None else "")
    if (sum_of_checks := result.earned) != _points(earned):
        raise _OtherForm
    return result, sum_of_checks


_known_exercise = lru_cache(maxsize=1024)(_exercise)


def _check(item: str, exercise: str) -> CheckResult:
    name, outcome, _, possible, message, hint = _matched(_CHECK, item)
    if outcome not in _OUTCOMES:
        raise _OtherForm
    told, advice = (_text(each, 6) if each is not None else "" for each in (message, hint))
    check = Check(_text(name, 6), exercise, _points(possible), advice, public=False)
    return CheckResult(check, _OUTCOMES[outcome], told)


def _cell(item: str) -> CellFault:
    index, kind, message, line = _matched(_CELL, item)
    return CellFault(int(index), _text(kind, 4), _text(message, 4), None if line is None else int(line))


def _answer(item: str) -> WrittenAnswer:
    part, text, points = _matched(_ANSWER, item)
    given = None if points is None else _points(points)
    # A student's own text "null" stands in quotes.
    return WrittenAnswer(int(part), None if text == "null" else _text(text, 4), given)


def _matched(form: re.Pattern[str], part: str) -> tuple[str, ...]:
    found = form.fullmatch(part)
    if found is None:
        raise _OtherForm
    return found.groups()


def _text(written: str, indent: int) -> str:
    """The text that was written so."""
    if written.startswith("|"):
        return _block(written, indent)
    quote, inner = written[0], written[1:-1]
    if quote == "'" and len(written) > 1 and written.endswith("'") and "'" not in inner.replace("''", ""):
        found = inner.replace("''", "'")
    elif quote == '"':
        found = _in_double_quotes(written)
    elif quote.isalnum() and ": " not in written and " #" not in written and written[-1] not in ": ":
        found = written
    else:
        raise _OtherForm
    if "\t" in written:
        raise _OtherForm
    return found


def _block(written: str, indent: int) -> str:
    style, *lines = written.split("\n")
    lines = [line[indent:] for line in lines]
    if not lines[0] or lines[0][0] in " \t" or not lines[-1] or any(line.endswith((" ", "\t")) for line in lines):
        raise _OtherForm
    return "\n".join(lines) + ("" if style == "|-" else "\n")


def _in_double_quotes(written: str) -> str:
    inner = written[1:-1]
    if len(written) > 1 and written.endswith('"') and '"' not in inner and "\\" not in inner:
        return inner
    node = compose(written.encode(), BOUNDS)
    if not isinstance(node, ScalarNode):
        raise _OtherForm
    return str(node.value)


@lru_cache(maxsize=1024)
def _points(written: str) -> Fraction:
    return Fraction(written)


@lru_cache(maxsize=64)
def _provenance(written: str) -> Provenance:
    """Most reports of a class were made by the same grader from the same course."""
    if not _PROVENANCE.fullmatch(written):
        raise _OtherForm
    return provenance(mapped(compose(written.encode(), BOUNDS)))
