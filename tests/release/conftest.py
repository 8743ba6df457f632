"""A small course in a folder of its own, whose source notebook each test may spoil."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from grader.model import Assignment, Course, Exercise, Isolation, Limits, WrittenPart

SOFTMAX = '''import numpy as np


def softmax(scores, axis=-1):
    """Convex weights from scores."""
    ### BEGIN SOLUTION
    shifted = scores - np.max(scores, axis=axis, keepdims=True)
    terms = np.exp(shifted)  # the largest is 1
    return terms / np.sum(terms, axis=axis, keepdims=True)
    ### END SOLUTION'''

ANSWER = """### Part 1: your answer

### BEGIN SOLUTION
The weights are non-negative and sum to one,
so the output stays in the hull.
### END SOLUTION"""


def code(name: str, source: str, **fields: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": []}
    return cell | {"source": source.splitlines(keepends=True)} | fields


def markdown(name: str, source: str, **fields: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source.splitlines(keepends=True)} | fields


class Source:
    """The course `root`, and its source notebook to write."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "solutions" / "softmax"
        (self.folder / "checks").mkdir(parents=True)
        (self.folder / "checks" / "public_softmax.py").write_text("def test_sum(student):\n    pass\n")
        (self.folder / "checks" / "hidden_softmax.py").write_text("def test_secret(student):\n    pass\n")
        exercises = (Exercise("softmax", "Softmax", Fraction(6)),)
        written = (WrittenPart(1, "Objects", Fraction(4), "rubric"),)
        self.assignment = Assignment("softmax", "Softmax", exercises, written, self.folder)
        self.course = Course("Course", root, 1, Isolation.STRICT, Limits(), (self.assignment,))
        self.write()

    def write(self, *more: dict[str, Any], softmax: str = SOFTMAX, answer: str = ANSWER, **fields: Any) -> None:
        cells = [code("softmax", softmax), markdown("part-1-answer", answer), *more]
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | fields
        self.put(json.dumps(notebook).encode())

    def put(self, data: bytes) -> None:
        (self.folder / "softmax.ipynb").write_bytes(data)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path)


@pytest.fixture
def cells() -> dict[str, Callable[..., dict[str, Any]]]:
    return {"code": code, "markdown": markdown}
