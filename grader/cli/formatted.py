"""`--format`: the reports of a run, read back whole and said in the format that some other program reads."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from grader.batch.reading import read_submission
from grader.batch.run import Order
from grader.batch.run_record import Run
from grader.bindings import definition, definition_in_json
from grader.errors import ConfigurationError, Fault, SubmissionError
from grader.formats.graded import Graded, Place
from grader.model import Course
from grader.notebook import read_notebook
from grader.report import UnreadableReport, file_name, read_report


def show_formatted(form: str, run: Run, order: Order, course: Course) -> None:
    """Write it to stdout, and, for GitHub, to the files that the runner names."""
    graded = _graded(run, order, course, with_places=form == "github")
    if form == "json":
        from grader.formats.json_lines import json_lines

        for line in json_lines(graded):
            click.echo(line)
    elif form == "junit":
        from grader.formats.junit import junit

        click.echo(junit(graded))
    elif form == "gradescope":
        from grader.formats.gradescope import gradescope

        if len(graded) != 1:
            problem = f"Gradescope's results are about one submission, and there are {len(graded)}."
            raise ConfigurationError([Fault("--format", "gradescope", problem, "Give one notebook.")])
        click.echo(gradescope(graded[0], run.seconds))
    else:
        _github(graded)


def _github(graded: Sequence[Graded]) -> None:
    from grader.formats.github import classroom, commands, summary

    for line in commands(graded):
        click.echo(line)
    _append("GITHUB_STEP_SUMMARY", summary(graded))
    _append("GITHUB_OUTPUT", f"result={classroom(graded)}\n")


def _append(variable: str, text: str) -> None:
    """To the file that the variable names, where the runner has set it."""
    path = os.environ.get(variable)
    if path:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(text)


def _graded(run: Run, order: Order, course: Course, *, with_places: bool) -> list[Graded]:
    titles = {each.name: {part.name: part.title for part in each.exercises} for each in course.assignments}
    done = {(each.assignment, each.student) for each in run.summaries}
    graded = []
    for submission in order.found.submissions:
        path = order.reports / submission.assignment / f"{file_name(submission.student)}.yaml"
        try:
            report = read_report(path.read_bytes())
        except (OSError, UnreadableReport):
            continue  # not come to; the exit code says so
        if (report.assignment, report.student) in done:
            names = [each.exercise.name for each in report.exercises]
            places = _places(submission.path, names) if with_places else {}
            graded.append(Graded(report, str(submission.path), titles.get(submission.assignment, {}), places))
    return graded


def _places(path: Path, names: Sequence[str]) -> Mapping[str, Place]:
    """Where the notebook defines these functions: the last definition is the one that counts."""
    try:
        data = read_submission(path)
        cells = read_notebook(data, path.name).code
    except SubmissionError:
        return {}
    lines = data.decode("utf-8", "replace").splitlines()
    found = {}
    for name in names:
        in_source, in_file = definition(name), definition_in_json(name)
        numbers = [cell.number for cell in cells if cell.number is not None and in_source.search(cell.source)]
        at = [count for count, line in enumerate(lines, start=1) if in_file.search(line)]
        if numbers and at:
            found[name] = Place(numbers[-1], at[-1])
    return found
