"""Properties: Jupyter's own reader agrees on every valid notebook, and every other file is answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import nbformat
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.model import Notebook
from grader.notebook import read_notebook

quick = settings(max_examples=150, deadline=None, derandomize=True)

texts = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [
        "def f(x):\n    return x\n",
        "%matplotlib inline",
        "# heading\n\ntext",
        "x = '\U0001f600'",
        "NaN",
        "\\ud800",
        "a\r\nb\x85c",
    ]
)
outputs = st.builds(partial(nbformat.v4.new_output, "stream"), text=texts)
cells = st.one_of(
    st.builds(nbformat.v4.new_code_cell, source=texts, outputs=st.lists(outputs, max_size=2)),
    st.builds(nbformat.v4.new_markdown_cell, source=texts),
    st.builds(nbformat.v4.new_raw_cell, source=texts),
)
notebooks = st.builds(nbformat.v4.new_notebook, cells=st.lists(cells, max_size=6))
versions = st.sampled_from([3, 4])


def sources(notebook: Notebook) -> list[tuple[str, int, str]]:
    both = [("code", cell.index, cell.source) for cell in notebook.code]
    return sorted(both + [("markdown", cell.index, cell.source) for cell in notebook.markdown], key=lambda one: one[1])


def by_jupyter(text: str) -> list[tuple[str, int, str]]:
    read = nbformat.reads(text, as_version=4)
    return [(cell.cell_type, at, cell.source) for at, cell in enumerate(read.cells) if cell.cell_type != "raw"]


@quick
@given(notebooks, versions, st.booleans())
def test_valid_notebooks_are_read_as_jupyter_reads_them(notebook, version, spelled_out):
    text = nbformat.writes(notebook, version=version)
    if spelled_out:
        text = json.dumps(json.loads(text), ensure_ascii=True, separators=(",", ":"))
    assert sources(read_notebook(text.encode(), "s")) == by_jupyter(text)


# --- any file at all --------------------------------------------------------------------------------------------------

REAL = nbformat.writes(
    nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        cells=[
            nbformat.v4.new_markdown_cell("# Softmax\n\nRows of weights sum to 1, \U0001f600.", id="intro"),
            nbformat.v4.new_code_cell(
                "def softmax(x):\n    return x / x.sum()",
                id="softmax",
                execution_count=1,
                outputs=[nbformat.v4.new_output("execute_result", {"text/plain": "array([nan])"}, execution_count=1)],
            ),
            nbformat.v4.new_code_cell("def logsumexp(x):\n    return 0.0", id="logsumexp"),
            nbformat.v4.new_markdown_cell("### Part 1: your answer\n\nIn the hull.", id="part-1-answer"),
        ],
    )
).encode()


def answer(data: bytes) -> Notebook | SubmissionError:
    """What reading comes to; any other exception fails the test."""
    try:
        notebook = read_notebook(data, "s")
    except SubmissionError as error:
        return error
    for cell in notebook.code + notebook.markdown:
        assert isinstance(cell.source, str)
        (cell.source + cell.id).encode()
    return notebook


@quick
@given(st.binary(max_size=60))
@example(b"\xff\xfe{\0}\0")
@example(b'{"cells":[' + b"9" * 5000 + b"]}")
def test_any_bytes_are_answered(data):
    answer(data)


@settings(quick, max_examples=600)
@given(st.data())
def test_bytes_cut_out_put_in_or_overwritten_are_answered(data):
    mutated = bytearray(REAL)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(mutated)))
        end = data.draw(st.integers(start, min(start + 30, len(mutated))))
        new = st.binary(max_size=6) | st.sampled_from(
            [b"\\", b'"', b"\\ud83d", b"NaN", b"[", b"{", b"\xff", b"\0", b"-", b"1e999"]
        )
        mutated[start:end] = data.draw(new)
    answer(bytes(mutated))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, put: Callable[[Any], None]) -> list[Callable[[Any], None]]:
    """A way to replace each value inside of `value`, and itself."""
    found = [put]
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            found += places(inner, partial(value.__setitem__, key))
    return found


@settings(quick, max_examples=400)
@given(st.integers(0, 10**6), json_values)
def test_a_value_of_the_wrong_type_anywhere_is_answered(at, value):
    root = [json.loads(REAL)]
    ways = places(root[0], partial(root.__setitem__, 0))
    ways[at % len(ways)](value)
    answer(json.dumps(root[0]).encode())


@settings(quick, max_examples=400)
@given(st.integers(0, 3), st.integers(0, 10**6), json_values)
def test_what_spoils_one_cell_leaves_the_others_intact(spoilt, at, value):
    whole = sources(read_notebook(REAL, "s"))
    file = json.loads(REAL)
    ways = places(file["cells"][spoilt], partial(file["cells"].__setitem__, spoilt))
    ways[at % len(ways)](value)
    left = answer(json.dumps(file).encode())
    assert isinstance(left, Notebook)
    assert [cell for cell in sources(left) if cell[1] != spoilt] == [cell for cell in whole if cell[1] != spoilt]


@quick
@given(
    st.recursive(
        st.floats() | st.text() | st.just("\ud83d"), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_python_writes_as_json_may_stand_in_outputs(value):
    file = json.loads(REAL)
    file["cells"][1]["outputs"] = [{"data": value}]
    data = json.dumps(file).encode()
    assert sources(read_notebook(data, "s")) == sources(read_notebook(REAL, "s"))
