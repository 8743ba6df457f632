"""Cells whose text was made to be searched for hours."""

from __future__ import annotations

import time

import pytest

from grader.model import Cell, CellFault
from grader.notebook.missing import why_missing


@pytest.mark.parametrize(
    "blanks", ["\n" * 200_000, "def" + "\n" * 200_000, "async" + " " * 200_000, "softmax" + " " * 200_000]
)
def test_the_search_for_a_missing_function_takes_no_time(blanks: str) -> None:
    start = time.process_time()
    assert why_missing("softmax", [Cell(0, 1, blanks + "1/0")], [CellFault(0, "E", "m", None)]) == ""
    assert time.process_time() - start < 1


def test_a_missing_function_is_still_found() -> None:
    for source in ("def softmax(x):\n  1/0", "\n\n  async  def softmax(x): 1", "softmax = 1/0"):
        assert "Code cell 1" in why_missing("softmax", [Cell(0, 1, source)], [CellFault(0, "E", "m", 3)])
