"""GitHub: annotations as workflow commands, a job summary in Markdown, and the result that GitHub Classroom reads."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from grader.characters import STEERING
from grader.formats.graded import Graded, number, told
from grader.model import CheckResult, ExerciseResult, Outcome, Status
from grader.points import decimal, total

ANNOTATIONS_MAX = 50
"""GitHub shows ten of a step; the summary has all."""
SUMMARY_BYTES_MAX = 1_000_000
"""GitHub refuses a larger one whole."""
RESULT_CHARACTERS_MAX = 500_000
"""An output may have a megabyte, which GitHub counts in UTF-16: two bytes a character."""
MESSAGE_MAX = 2_000

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|~$@:.])")
_STEERING = re.compile(f"[{STEERING}\u2028\u2029\ud800-\udfff]+")


def commands(graded: Sequence[Graded]) -> Iterator[str]:
    """One command a line, for what went wrong: `::error file=…,line=…,title=…::message`."""
    lines = [line for each in graded for line in _of_submission(each)]
    yield from lines[:ANNOTATIONS_MAX]
    if len(lines) > ANNOTATIONS_MAX:
        yield _command("notice", {}, f"{len(lines) - ANNOTATIONS_MAX} more annotations are in the job summary.")


def _of_submission(graded: Graded) -> Iterator[str]:
    report = graded.report
    if report.status is not Status.GRADED:
        yield _command("warning", {"file": graded.path, "title": f"{graded.name} needs a person"}, report.message)
    for fault in report.cells:
        title = f"{graded.name}: cell {fault.index + 1} ended with {fault.kind}"
        yield _command("warning", {"file": graded.path, "title": title}, fault.message)
    for exercise, check in _lost(graded):
        yield _command("error", _place(graded, exercise, check), told(check) or check.outcome.value)


def _lost(graded: Graded) -> list[tuple[ExerciseResult, CheckResult]]:
    """The checks that did not pass; of what could not be graded its message says all, once."""
    if graded.report.status is Status.NOT_GRADABLE:
        return []
    return [row for row in graded.checks() if row[1].outcome is not Outcome.PASSED]


def _place(graded: Graded, exercise: ExerciseResult, check: CheckResult) -> dict[str, str]:
    place = graded.places.get(exercise.exercise.name)
    where = {"file": graded.path}
    title = f"{graded.name}: {check.check.name} {check.outcome}"
    if place is not None:
        where["line"] = str(place.line)
        title += f" (code cell {place.cell})"
    return {**where, "title": title}


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind}{' ' if written else ''}{written}::{_data(message[:MESSAGE_MAX])}"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _STEERING.sub(" ", text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(graded: Sequence[Graded]) -> str:
    """The job summary: the class in a table, and what each submission lost."""
    parts = ["## Grades\n\n| submission | status | score | of |\n|---|---|---:|---:|\n"]
    parts += [
        f"| {markdown(each.name)} | {each.report.status.value.replace('_', ' ')} "
        f"| {decimal(each.report.score)} | {decimal(each.report.possible)} |\n"
        for each in graded
    ]
    parts += list(_details(graded))
    text, size = "", 0
    for part in parts:
        size += len(part.encode())
        if size > SUMMARY_BYTES_MAX - 200:
            return f"{text}\nThe rest is left out: GitHub shows at most a megabyte. The reports have all of it.\n"
        text += part
    return text


def _details(graded: Iterable[Graded]) -> Iterator[str]:
    for each in graded:
        lost = _lost(each)
        if not lost and each.report.status is Status.GRADED:
            continue
        yield f"\n### {markdown(each.name)}\n\n"
        if each.report.message:
            yield f"{markdown(each.report.message)}\n\n"
        for exercise, check in lost:
            yield (
                f"- **{markdown(each.title(exercise.exercise.name))}**, {markdown(check.check.name)} "
                f"{check.outcome.value.replace('_', ' ')} (−{decimal(check.check.points)}): {markdown(told(check))}\n"
            )


def markdown(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no link, no mention, no image, no HTML."""
    line = _STEERING.sub(" ", text[:MESSAGE_MAX]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", line)


def classroom(graded: Sequence[Graded]) -> str:
    """The value of the output `result`: base64 of JSON, as GitHub Classroom's reporter reads it.

    Made for one student's repository. What would be too large of a class has one entry a submission instead of one a
    check; of ten thousand submissions there are none, and only the status is told.
    """
    by_check = [_test(each, *row) for each in graded for row in each.checks()]
    if any(each.report.status is not Status.GRADED for each in graded):
        status = "error"
    else:
        status = "pass" if all(test["status"] == "pass" for test in by_check) else "fail"
    possible = number(total(each.report.possible for each in graded))
    found = ""
    for tests in (by_check, [_sum(each) for each in graded], []):
        content = {"version": 1, "status": status, "max_score": possible, "tests": tests}
        found = base64.b64encode(json.dumps(content).encode()).decode()
        if len(found) <= RESULT_CHARACTERS_MAX:
            break
    return found


def _sum(graded: Graded) -> dict[str, object]:
    report = graded.report
    is_whole = report.status is Status.GRADED and report.score == report.possible
    status = "pass" if is_whole else "fail" if report.status is Status.GRADED else "error"
    return _entry(graded, graded.name, status, (report.score, report.possible), report.message, 0)


def _test(graded: Graded, exercise: ExerciseResult, check: CheckResult) -> dict[str, object]:
    place = graded.places.get(exercise.exercise.name)
    is_error = check.outcome in (Outcome.ERRORED, Outcome.TIMED_OUT, Outcome.BROKEN, Outcome.NOT_RUN)
    status = "pass" if check.outcome is Outcome.PASSED else "error" if is_error else "fail"
    message = "" if check.outcome is Outcome.PASSED else told(check)
    points, line = (check.earned, check.check.points), place.line if place is not None else 0
    return _entry(graded, f"{graded.name}: {check.check.name}", status, points, message, line)


def _entry(
    graded: Graded, name: str, status: str, points: tuple[Fraction, Fraction], message: str, line: int
) -> dict[str, object]:
    score, possible = points
    return {
        "name": name,
        "status": status,
        "score": number(score),
        "max_score": number(possible),
        "message": message,
        "test_code": "",
        "filename": graded.path,
        "line_no": line,
        "execution_time": "0s",
    }
