"""A small course on disk, for tests to break."""

import pytest

CONFIG = """\
course: Numerics
seed: 7
isolation: basic
limits: {cell_seconds: 2.5, memory_mib: 512}
assignments: [softmax, attention]
"""
ASSIGNMENT = """\
title: Convex weights
exercises:
- {name: softmax, title: Stable softmax, points: 6}
- {name: logsumexp, title: Stable sums, points: 2.5}
written:
- {part: 1, title: Shapes, points: 4, rubric: Names every shape.}
"""


@pytest.fixture
def course_folder(tmp_path):
    (tmp_path / "config.yaml").write_text(CONFIG)
    for name in ("softmax", "attention"):
        folder = tmp_path / "solutions" / name
        (folder / "checks").mkdir(parents=True)
        (folder / "checks" / "hidden_values.py").write_text("def test_it(student): ...\n")
        (folder / f"{name}.ipynb").write_text("{}")
        (folder / "assignment.yaml").write_text(ASSIGNMENT)
    return tmp_path
