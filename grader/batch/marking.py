"""What people give for written answers, put into reports: into new ones, and into those that are up to date otherwise.

A mark is no part of grading: it changes a report's points and nothing else of it, and no student code is run for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.batch.engine import Finished
from grader.batch.report_folder import ReportFolder
from grader.marks import Mark, Marks, changed_parts, with_marks
from grader.model import Report, Submission, whose
from grader.report import Summary, UnreadableReport, read_report, render, summarize


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks of a run."""

    marks: Mapping[str, Marks]
    changed: list[str]
    """Answers that are not the ones that were marked; added to as they are met."""

    def mark(self, finished: Finished) -> Finished:
        """A report that was just made, with the points of a person."""
        own = self._of(finished.submission)
        if not own:
            return finished
        report = self._marked(read_report(finished.report), own)
        return replace(finished, report=render(report), summary=summarize(report))

    def mark_again(self, folder: ReportFolder, submission: Submission, summary: Summary) -> Summary:
        """The summary of a report that is there, written anew where a person has changed its points since."""
        own = self._of(submission)
        given = {part: mark.points for part, mark in own.items() if mark.points is not None}
        if given == {each.part: each.points for each in summary.written if each.points is not None}:
            return summary
        try:
            before = folder.file(submission).read_bytes()
            report = self._marked(read_report(before), own)
        except (OSError, UnreadableReport):
            return summary  # it was whole a moment ago; whoever changed it will be met by the next run
        after = render(report)
        if after == before:
            return summary
        found = summarize(report)
        folder.rewrite(submission, after, found)
        return found

    def _of(self, submission: Submission) -> Mapping[int, Mark]:
        marks = self.marks.get(submission.assignment, {})
        # A mark is for one attempt where it names one, and for any attempt of the student otherwise.
        return marks.get(submission.student) or marks.get(whose(submission.student)[0]) or {}

    def _marked(self, report: Report, own: Mapping[int, Mark]) -> Report:
        parts = changed_parts(report, own)
        self.changed.extend(f"{report.assignment}/{report.student}, part {part}" for part in parts)
        return with_marks(report, own)
