"""A mistake made in a copy of the reference loses points on its own exercise and on no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program.conftest import COURSE, Graded, lost

TOTAL = "total = np.sum(terms, axis=axis, keepdims=True)\n    return terms / np.where(total == 0, 1.0, total)"
MISTAKES = {
    "nothing": ("softmax", "", "", []),
    "no max-subtraction": ("softmax", "np.exp(scores - top)", "np.exp(scores)", ["softmax"]),
    "the axis swapped": ("softmax", TOTAL, TOTAL.replace("axis=axis", "axis=~axis % terms.ndim"), ["softmax"]),
    "no root of d_k": (
        "attention",
        "return (Q / float(np.sqrt(Q.shape[-1]))) @ np.swapaxes(K, -1, -2)",
        "return Q @ np.swapaxes(K, -1, -2)",
        ["attention_scores"],
    ),
}


@pytest.mark.parametrize(("assignment", "right", "wrong", "loses"), MISTAKES.values(), ids=MISTAKES)
def test_one_mistake_one_loss(
    grade: Callable[..., Graded], tmp_path: Path, assignment: str, right: str, wrong: str, loses: list[str]
) -> None:
    notebook = json.loads((COURSE / "solutions" / assignment / f"{assignment}.ipynb").read_text())
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    changed = 0
    for cell in cells:
        source = "".join(cell["source"])
        name = loses[0] if loses else assignment
        if right and f"def {name}(" in source and right in source:
            source, changed = source.replace(right, wrong), changed + 1
        cell["source"] = source
    assert changed == len(loses), "the mistake no longer fits the reference"
    (tmp_path / "copy.ipynb").write_text(json.dumps(notebook))
    graded = grade(tmp_path / "copy.ipynb", "-a", assignment)
    assert graded.code == 0, graded.output
    assert lost(graded.report(assignment, "copy")) == loses
