"""Subjects and reports made by hand, and an engine that grades by what the notebook's text says."""

from __future__ import annotations

import json

import pytest

from grader.model import Outcome, Status
from grader.validate.findings import Tried
from grader.validate.subject import Kind, Subject
from grader.validate.subject_report import ReportedCheck, SubjectReport

CHECKS = {"softmax": ("softmax_sums_to_one", "softmax_is_stable"), "predict": ("predict_is_the_product",)}


def subject(kind, name, *loses, sentence=""):
    return Subject("softmax", kind, name, b"{}", frozenset(loses), sentence)


def report(*failing, outcome=Outcome.FAILED, diagnoses=None):
    checks = tuple(
        ReportedCheck(
            check, exercise, outcome if check in failing else Outcome.PASSED, "off" if check in failing else ""
        )
        for exercise, own in CHECKS.items()
        for check in own
    )
    return SubjectReport(Status.GRADED, "", checks, diagnoses or {})


def tried(found, **rest):
    return Tried("softmax", tuple(CHECKS), dict(found), **rest)


@pytest.fixture
def notebook():
    def make(*cells):
        return json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}).encode()

    return make


__all__ = ["CHECKS", "Kind", "report", "subject", "tried"]
