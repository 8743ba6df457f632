"""A definition is told from what only looks like one, in source and in a notebook file."""

import json

import pytest

from grader.bindings import binding, definition, definition_in_json

DEFINITIONS = ["def mean(x):", "async def mean(x):", "  def\tmean (x):", "import numpy\ndef mean(x): return 1"]
ASSIGNMENTS = ["mean = sum", "mean=lambda x: x", "if True:\n\tmean = 1"]
NEITHER = ["def means(x):", "def my_mean(x):", "# def mean(x):", "x = 'def mean(x):'", "mean(1)", "def\nmean(x):"]


@pytest.mark.parametrize("source", DEFINITIONS)
def test_a_definition_is_found(source):
    assert definition("mean").search(source)
    assert binding("mean").search(source)
    assert definition_in_json("mean").search(json.dumps(source, indent=1))
    assert definition_in_json("mean").search(json.dumps(source.splitlines(keepends=True)))


@pytest.mark.parametrize("source", ASSIGNMENTS)
def test_an_assignment_binds_and_defines_nothing(source):
    assert binding("mean").search(source)
    assert not definition("mean").search(source)


@pytest.mark.parametrize("source", NEITHER)
def test_what_looks_like_one_is_none(source):
    assert not binding("mean").search(source)
    assert not definition("mean").search(source)
    assert not definition_in_json("mean").search(json.dumps(source))
