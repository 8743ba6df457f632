"""A report as one YAML tree, emitted at once: slow, and plainly right. `render` must write the same bytes."""

from yaml.nodes import ScalarNode

from grader.characters import cut
from grader.model import Outcome, Status
from grader.points import exact_decimal as decimal
from grader.report.nodes import integer, mapping, sequence, serialize, text
from grader.report.render import ANSWER_CHARACTERS_MAX, MESSAGE_CHARACTERS_MAX


def emitted(report):
    return serialize(mapping(fields_of_report(report)))


def fields_of_report(report):
    yield "schema", integer(1)
    yield "assignment", text(report.assignment)
    yield "student", text(report.student)
    yield "status", text(report.status.value)
    if report.status is not Status.GRADED:
        yield "message", message(report.message)
    yield "score", points(sum(result.earned for result in report.exercises))
    yield "possible", points(sum(result.exercise.points for result in report.exercises))
    submission = [("file", text(report.file)), ("sha256", text(report.sha256, quoted=True))]
    yield "submission", mapping(submission, flow=True)
    yield "exercises", sequence(mapping(fields_of_exercise(result)) for result in report.exercises)
    yield "cells", sequence(mapping(fields_of_cell(fault)) for fault in report.cells)
    yield "written", sequence(mapping(fields_of_answer(answer)) for answer in report.written)
    yield "provenance", mapping(fields_of_provenance(report.provenance), flow=True)


def fields_of_exercise(result):
    yield "name", text(result.exercise.name)
    yield "earned", points(sum(each.earned for each in result.checks))
    yield "possible", points(result.exercise.points)
    if result.diagnosis:
        yield "diagnosis", message(result.diagnosis)
    yield "checks", sequence(mapping(fields_of_check(each)) for each in result.checks)


def fields_of_check(result):
    yield "name", text(result.check.name)
    yield "outcome", text(result.outcome.value)
    yield "earned", points(result.earned)
    yield "possible", points(result.check.points)
    if result.message:
        yield "message", message(result.message)
    if result.check.hint and result.outcome is not Outcome.PASSED:
        yield "hint", message(result.check.hint)


def fields_of_cell(fault):
    yield "index", integer(fault.index)
    yield "kind", message(fault.kind)
    yield "message", message(fault.message)
    yield "line", null() if fault.line is None else integer(fault.line)


def fields_of_answer(answer):
    yield "part", integer(answer.part)
    yield "text", null() if answer.text is None else text(cut(answer.text, ANSWER_CHARACTERS_MAX))
    if answer.points is not None:
        yield "points", points(answer.points)


def fields_of_provenance(provenance):
    yield "grader", text(provenance.grader)
    yield "course", text(provenance.course, quoted=True)
    yield "seed", integer(provenance.seed)
    yield "isolation", text(provenance.isolation)
    yield "python", text(provenance.python)
    yield "numpy", text(provenance.numpy)


def message(value):
    return text(cut(value, MESSAGE_CHARACTERS_MAX))


def points(value):
    if value.denominator == 1:
        return integer(value.numerator)
    return ScalarNode("tag:yaml.org,2002:float", decimal(value))


def null():
    return ScalarNode("tag:yaml.org,2002:null", "null")
