"""One person's mark for one answer, and what a report becomes by it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from grader.model import Report, WrittenAnswer

FINGERPRINT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person has given; `points` is None where there is only a remark so far."""

    part: int
    points: Fraction | None
    remark: str = ""
    answer: str = ""
    """Fingerprint of the answer that was marked; empty where the mark is for whatever the answer is."""
    place: str = field(default="", compare=False)
    """File and line, for a person."""


Marks = Mapping[str, Mapping[int, Mark]]
"""Of one assignment: by student, then by part."""


def fingerprint(text: str) -> str:
    """What an answer is known by: blanks at line ends and around it do not count."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_DIGITS]


def with_marks(report: Report, marks: Mapping[int, Mark]) -> Report:
    """The report with the points that these marks give, and no others."""
    return replace(report, written=tuple(_marked(answer, marks.get(answer.part)) for answer in report.written))


def changed_parts(report: Report, marks: Mapping[int, Mark]) -> tuple[int, ...]:
    """Parts whose answer is not the one that was marked."""
    return tuple(
        answer.part for answer in report.written if answer.part in marks and not _fits(answer, marks[answer.part])
    )


def _marked(answer: WrittenAnswer, mark: Mark | None) -> WrittenAnswer:
    return replace(answer, points=mark.points if mark is not None and _fits(answer, mark) else None)


def _fits(answer: WrittenAnswer, mark: Mark) -> bool:
    return not mark.answer or mark.answer == fingerprint(answer.text or "")
