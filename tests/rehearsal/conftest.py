"""An assignment as a student received it: a folder with the notebook and the public checks, and nothing of a course."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parents[2]

RIGHT = {
    "logsumexp": "def logsumexp(scores, axis=-1):\n    return np.logaddexp.reduce(as_floats(scores), axis=axis)",
    "softmax": (
        "def softmax(scores, axis=-1):\n    x = as_floats(scores)\n"
        "    e = np.exp(x - x.max(axis=axis, keepdims=True))\n    return e / e.sum(axis=axis, keepdims=True)"
    ),
}


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The released `softmax` in an empty folder, which is the current one."""
    folder = tmp_path / "softmax"
    shutil.copytree(COURSE / "assignments" / "softmax", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def write(received: Path) -> Callable[..., Path]:
    """Write a notebook of code cells beside the checks; a cell is its source, or its source and execution count."""

    def notebook(*cells: str | tuple[str, int], name: str = "softmax.ipynb") -> Path:
        made = [
            {
                "cell_type": "code",
                "id": f"c{index}",
                "metadata": {},
                "outputs": [],
                "source": cell if isinstance(cell, str) else cell[0],
                "execution_count": None if isinstance(cell, str) else cell[1],
            }
            for index, cell in enumerate(cells)
        ]
        path = received / name
        path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}))
        return path

    return notebook
