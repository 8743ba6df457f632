"""JUnit XML of the kind that pytest calls xunit2: a suite for each submission, a case for each check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from grader.formats.graded import Graded, told
from grader.model import CheckResult, Outcome, Status

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold, not even as references."""
_BREAK_IN_TEXT = re.compile(r"\r|\n(?! *<)")
"""No line begins with what a student wrote, for build servers obey `::error::` there; as `##[` in mid-line."""
_KINDS = {
    Outcome.FAILED: "failure",
    Outcome.ERRORED: "error",
    Outcome.TIMED_OUT: "error",
    Outcome.BROKEN: "error",
    Outcome.NOT_RUN: "skipped",
}


def junit(graded: Iterable[Graded]) -> str:
    """The document."""
    root = ElementTree.Element("testsuites")
    for each in graded:
        _suite(root, each)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode").replace("##", "#&#35;")
    text = _BREAK_IN_TEXT.sub(lambda match: f"&#{ord(match[0])};", text)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text


def _suite(root: ElementTree.Element, graded: Graded) -> None:
    rows = list(graded.checks())
    kinds = [_KINDS.get(check.outcome) for _, check in rows]
    is_graded = graded.report.status is Status.GRADED
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=_xml(graded.name),
        tests=str(len(rows) + (not is_graded)),
        failures=str(kinds.count("failure")),
        errors=str(kinds.count("error") + (not is_graded)),
        skipped=str(kinds.count("skipped")),
        time="0",
    )
    for exercise, check in rows:
        _case(suite, f"{graded.report.assignment}.{exercise.exercise.name}", check)
    if not is_graded:
        # So that nobody's viewer shows it green: what could not be graded is an error, and not only skipped.
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(graded.report.assignment), name="submission", time="0"
        )
        text = _xml(graded.report.message)
        ElementTree.SubElement(case, "error", type=graded.report.status.value, message=text).text = text


def _case(suite: ElementTree.Element, group: str, check: CheckResult) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=_xml(group), name=_xml(check.check.name), time="0")
    kind = _KINDS.get(check.outcome)
    if kind is not None:
        text = _xml(told(check))
        ElementTree.SubElement(case, kind, type=check.outcome.value, message=text).text = text


def _xml(text: str) -> str:
    return _NOT_XML.sub(lambda match: f"\\x{ord(match[0]):02x}", text)
