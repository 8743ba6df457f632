"""How much of a report a student is shown."""

from __future__ import annotations

from dataclasses import replace

from grader.model import CheckResult, ExerciseResult, Feedback, Report


def permitted(report: Report, policy: Feedback) -> Report:
    """The report with what the policy does not show taken out of it."""
    return replace(report, exercises=tuple(_exercise(each, policy) for each in report.exercises))


def _exercise(result: ExerciseResult, policy: Feedback) -> ExerciseResult:
    diagnosis = result.diagnosis if policy in (Feedback.MESSAGES, Feedback.EVERYTHING) else ""
    return replace(result, diagnosis=diagnosis, checks=tuple(_check(each, policy) for each in result.checks))


def _check(result: CheckResult, policy: Feedback) -> CheckResult:
    if policy in (Feedback.MESSAGES, Feedback.EVERYTHING):
        return result
    return replace(result, message="", check=replace(result.check, hint=""))
