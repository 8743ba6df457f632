"""What the zygote does once, so that no child has to: the first time is the expensive one.

Modules that numpy and matplotlib load when they are needed, fonts and caches: children inherit all of it, and none of
it depends on a student. A plot in a child then takes half of the time.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from typing import Any

import numpy as np

# What notebooks of a numpy course load on first use.
_NUMPY_MODULES = ("numpy.linalg", "numpy.random", "numpy.fft", "numpy.polynomial", "numpy.ma", "numpy.testing")


def warm(modules: list[str]) -> None:
    """Import what children will need, and do what their notebooks are likely to do."""
    for name in _NUMPY_MODULES:
        importlib.import_module(name)
    if any(name.startswith("matplotlib") for name in modules):
        load_fonts()
    for name in modules:
        with contextlib.suppress(ImportError):  # a cell that imports it says so
            importlib.import_module(name)
    pyplot = sys.modules.get("matplotlib.pyplot")
    _compute()
    if pyplot is not None:
        _plot(pyplot)


def load_fonts() -> None:
    """Let matplotlib list its fonts by their headers: it reads every metric of sixty, and then looks at no other."""
    try:
        afm: Any = importlib.import_module("matplotlib._afm")
        readers = afm._parse_char_metrics, afm._parse_optional
    except (ImportError, AttributeError):  # another version of it, which will take its time
        return
    afm._parse_char_metrics = afm._parse_optional = lambda _: ({}, {})
    try:
        importlib.import_module("matplotlib.font_manager")
    finally:
        afm._parse_char_metrics, afm._parse_optional = readers


def _compute() -> None:
    matrix = np.arange(12.0).reshape(4, 3) + np.eye(4, 3)
    vector = np.array([1.0, 2.0, 3.0, 4.0])
    weights, *_ = np.linalg.lstsq(matrix, vector, rcond=None)
    np.linalg.svd(matrix, full_matrices=False)
    np.linalg.norm(matrix @ weights - vector)
    np.linalg.solve(matrix.T @ matrix, matrix.T @ vector)
    scores = np.where(matrix > 1, matrix, -np.inf).astype(np.float64)
    exponentials = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    np.einsum("ij,ij->i", exponentials, exponentials / np.sum(exponentials, axis=-1, keepdims=True))
    np.allclose(np.vstack([matrix, matrix]), np.concatenate([matrix, matrix]))
    np.random.default_rng(0).normal(size=3)
    str(scores), repr(vector), str(np.array([[True], [False]]))


def _plot(pyplot: Any) -> None:
    _, axes = pyplot.subplots(figsize=(4, 4))
    axes.fill([0, 1, 1], [0, 0, 1], color="C0", alpha=0.2)
    axes.plot([0, 1], [1, 0], "C3.", label="points")
    axes.plot([0, 1], [0, 1], "k--", linewidth=2)
    axes.scatter([0, 1], [0, 1])
    axes.annotate("here", (0.5, 0.5), xytext=(-8, 4), textcoords="offset points")
    axes.set_title("title")
    axes.set_xlabel("x")
    axes.set_ylabel("y")
    axes.legend()
    axes.set_xlim(-1, 2)
    axes.set_aspect("equal")
    pyplot.show()
    pyplot.close("all")
