"""Reports: from values to bytes and back, under file names that no student can steer."""

from grader.report.fields import UnreadableReport
from grader.report.files import file_name, is_unfinished, remove_unfinished, write_atomically
from grader.report.read import read_report
from grader.report.render import render
from grader.report.summary import ExerciseSummary, Summary, parse, summarize

__all__ = [
    "ExerciseSummary",
    "Summary",
    "UnreadableReport",
    "file_name",
    "is_unfinished",
    "parse",
    "read_report",
    "remove_unfinished",
    "render",
    "summarize",
    "write_atomically",
]
