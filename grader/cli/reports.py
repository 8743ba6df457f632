"""The folder of reports that a command is about."""

from __future__ import annotations

from pathlib import Path

from grader.batch.class_reports import has_reports
from grader.cli.terminal import shown
from grader.errors import ConfigurationError, Fault
from grader.model import Course

_REMEDY = "Grade first, or name the folder that holds the reports."


def folder_of(course: Course, reports: Path | None) -> Path:
    """The folder that was named, or the course's. Raises ConfigurationError when no report is in it."""
    folder = reports or shown(course.root / "reports")
    if not folder.is_dir():
        raise ConfigurationError([Fault(str(folder), "", "There is no such folder of reports.", _REMEDY)])
    if not has_reports(folder, [each.name for each in course.assignments]):
        raise ConfigurationError([Fault(str(folder), "", "There are no reports here.", _REMEDY)])
    return folder
