"""However checks are tried, side by side or one by one, in the parked process or in copies: the same report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.config import load_course
from grader.grading import GradingSession
from grader.model import Isolation, Submission
from grader.report import render
from grader.sandbox.session import Session

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("softmax/student-01", "softmax/student-07", "softmax/student-09", "attention/student-01")


def test_however_checks_are_tried_the_report_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    submissions = [Submission(*name.split("/"), ROOT / "submissions" / f"{name}.ipynb") for name in NOTEBOOKS]
    joined: list[str] = []
    joins: Callable[[Session, str], bool] = Session.joins

    def noted(self: Session, name: str) -> bool:
        answer = joins(self, name)
        if answer:
            joined.append(name)
        return answer

    run: Callable[[Session], Any] = Session._run_once

    def with_copies_only(self: Session) -> Any:
        found = run(self)
        self._stateless, self._itself = frozenset(), None
        return found

    with GradingSession(load_course(ROOT), ["softmax", "attention"], Isolation.STRICT) as session:

        def reports() -> list[bytes]:
            return [render(session.grade(each, each.path.read_bytes())) for each in submissions]

        monkeypatch.setattr(Session, "joins", noted)
        side_by_side = reports()
        assert len(joined) > 100, "otherwise nothing is compared"
        monkeypatch.setattr(Session, "joins", lambda *_: False)
        assert reports() == side_by_side
        monkeypatch.setattr(Session, "_run_once", with_copies_only)
        assert reports() == side_by_side
