"""In a real kernel, as Jupyter runs it: what a cell with `check` shows, and how often."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

CELLS = {
    "setup": "import numpy as np\nfrom grader import check\ncheck('softmax')",
    "define": (
        "def softmax(scores, axis=-1):\n    e = np.exp(np.asarray(scores))\n    return e / e.sum(axis, keepdims=True)\n"
        "def logsumexp(scores, axis=-1):\n    return np.sum(scores, axis)\n"
        "def is_convex(weights, tol=1e-9):\n    raise ValueError('<b>no</b>')\n"
        "def convex_combination(weights, points):\n    while True:\n        pass"
    ),
    "last": "check('softmax')",
    "two": "kept = check('logsumexp'); check('softmax')",
    "later": "kept",
    "truth": "bool(check('softmax')), bool(kept)",
    "loop": "for name in ('softmax', 'is_convex'):\n    check(name)",
    "magic": "%load_ext grader\n%check softmax logsumexp",
    "unknown": "%check sofmax",
    "slow": "check('convex_combination', seconds=0.3)",
    "all": "check.all(seconds=0.2)",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory):
    """The outputs of each cell."""
    course = Path(__file__).resolve().parents[2]
    folder = tmp_path_factory.mktemp("softmax")
    (folder / "checks").mkdir()
    released = course / "assignments" / "softmax" / "checks" / "public_examples.py"
    (folder / "checks" / "public_examples.py").write_bytes(released.read_bytes())
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS.values()])
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}})
    client.create_kernel_manager()
    # The interpreter of these tests, whatever kernels this machine has.
    client.km.kernel_spec.argv[0] = sys.executable
    asyncio.run(client.async_execute())
    nbformat.validate(notebook)
    return {name: cell.outputs for name, cell in zip(CELLS, notebook.cells, strict=True)}


def texts(outputs) -> list[str]:
    assert all(each.output_type in ("display_data", "execute_result") for each in outputs), outputs
    return [each.data["text/plain"].partition("\n")[0] for each in outputs]


@pytest.mark.filterwarnings("ignore")
def test_each_check_is_shown_once_rich_and_plain(shown) -> None:
    assert texts(shown["setup"]) == [
        "✗ softmax is not defined here yet: run the cell that defines it, then check again."
    ]
    assert texts(shown["last"]) == ["✓ softmax: all 2 public checks passed"]
    assert "✓</span> <strong>softmax</strong>: all 2 public checks passed" in shown["last"][0].data["text/html"]
    assert texts(shown["two"]) == ["✗ logsumexp: 0 of 2 public checks passed", "✓ softmax: all 2 public checks passed"]
    assert texts(shown["later"]) == ["✗ logsumexp: 0 of 2 public checks passed"]
    assert texts(shown["truth"])[1:] == ["(True, False)"]
    assert len(shown["loop"]) == 2
    assert texts(shown["magic"]) == ["1 of 2 exercises pass their public checks"]
    assert texts(shown["unknown"]) == ["No public check is for `sofmax`. Did you mean `softmax`?"]
    assert texts(shown["all"]) == ["1 of 6 exercises pass their public checks"]


def test_a_message_names_the_cell_and_the_line_and_is_escaped(shown) -> None:
    data = shown["loop"][1].data
    assert "(code cell 2, line 7: `raise" in data["text/plain"]
    assert "&lt;b&gt;no&lt;/b&gt;" in data["text/html"]
    assert "<b>" not in data["text/html"]
    assert "it was in code cell 2, line 9: `while True:`" in " ".join(shown["slow"][0].data["text/plain"].split())
