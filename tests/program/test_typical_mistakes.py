"""A mistake made in a copy of the reference loses points on its own exercise and on no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program.conftest import COURSE, Graded, lost

GAPS = "scores - np.max(scores, axis=axis, keepdims=True)"
TOTAL = "np.sum(terms, axis=axis, keepdims=True)"
MISTAKES = {
    "nothing": ("softmax", "", "", []),
    "no max-subtraction": ("softmax", GAPS, "scores", ["softmax"]),
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


def test_a_function_that_calls_a_wrong_one_says_so(grade: Callable[..., Graded], tmp_path: Path) -> None:
    """Checks feed every exercise themselves: what does not use the wrong function loses nothing."""
    notebook = json.loads((COURSE / "solutions" / "attention" / "attention.ipynb").read_text())
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    source = """
def softmax(scores):
    terms = np.exp(scores - np.max(scores, axis=-2, keepdims=True))
    return terms / np.sum(terms, axis=-2, keepdims=True)

def attention_weights(Q, K, mask=None):
    weights = softmax(attention_scores(Q, K))
    return weights if mask is None else np.where(mask, weights, 0.0)

def attention(Q, K, V, mask=None):
    weights = attention_weights(Q, K, mask)
    return weights @ V, weights
"""
    notebook["cells"].append({**cell, "id": "own", "source": source})
    (tmp_path / "copy.ipynb").write_text(json.dumps(notebook))
    report = grade(tmp_path / "copy.ipynb", "-a", "attention").report("attention", "copy")
    assert lost(report) == ["attention_weights", "attention"]
    said = {each["name"]: each.get("diagnosis", "") for each in report["exercises"]}
    assert said["attention"].endswith("calls your attention_weights, which loses points of its own: correct that first")
    assert "calls your" not in said["attention_weights"]
