"""Reading what students hand in: valid files as Jupyter reads them, broken ones as far as they are intact."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from grader.errors import SubmissionError
from grader.model import Cell, Notebook
from grader.notebook import read_notebook
from grader.notebook.cells import CELLS_MAX
from grader.notebook.read import COMMAS_MAX, FILE_MIB_MAX

SOFTMAX = {
    "cell_type": "code",
    "id": "softmax",
    "metadata": {},
    "outputs": [],
    "source": "def softmax(x):\n    return x",
}
TEXT = {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": ["# Softmax\n", "Convex weights."]}


def notebook(*cells: Any, **fields: Any) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | fields


def read(value: Any) -> Notebook:
    return read_notebook(json.dumps(value).encode(), "student.ipynb")


def refused(data: bytes) -> SubmissionError:
    with pytest.raises(SubmissionError) as caught:
        read_notebook(data, "student.ipynb")
    assert caught.value.file == "student.ipynb"
    assert caught.value.remedy
    return caught.value


def test_code_cells_are_numbered_from_one_and_keep_their_position():
    raw = {"cell_type": "raw", "source": "---"}
    read_back = read(notebook(TEXT, SOFTMAX, raw, SOFTMAX | {"id": "again", "source": ["a = 1\n", "b"]}))
    assert read_back.code == (
        Cell(1, 1, "def softmax(x):\n    return x", "softmax"),
        Cell(3, 2, "a = 1\nb", "again"),
    )
    assert read_back.markdown == (Cell(0, None, "# Softmax\nConvex weights.", "intro"),)


def test_a_notebook_without_cells_is_blank_not_broken():
    assert read(notebook()) == Notebook((), ())


def test_nbformat_3_has_worksheets_input_and_headings():
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Part 1:\nyour answer"},
        {"cell_type": "code", "language": "python", "input": ["x = 1\n", "x"], "outputs": [], "prompt_number": 7},
    ]
    file = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}, {"cells": [TEXT]}]}
    assert read(file) == Notebook(
        (Cell(1, 1, "x = 1\nx"),),
        (Cell(0, None, "## Part 1: your answer"), Cell(2, None, "# Softmax\nConvex weights.", "intro")),
    )


def test_lines_without_their_ends_are_lines_in_nbformat_3_only():
    cell = {"cell_type": "code", "input": ["x = 1", "y = 2"], "outputs": []}
    assert read({"nbformat": 3, "worksheets": [{"cells": [cell]}]}).code[0].source == "x = 1\ny = 2"
    assert read(notebook(SOFTMAX | {"source": ["x = ", "1"]})).code[0].source == "x = 1"


@pytest.mark.parametrize(("nbformat", "word"), [(1, "older"), (2, "older"), (0, "older"), (5, "newer"), (6.0, "newer")])
def test_other_formats_are_refused_with_their_number(nbformat, word):
    error = refused(json.dumps(notebook(SOFTMAX, nbformat=nbformat)).encode())
    assert f"format {int(nbformat)}" in error.problem
    assert word in error.problem
    assert "save it" in error.remedy


@pytest.mark.parametrize("nbformat", [None, "4", [4], {}, True, 4.0, 4.5, "three", 10**4000, -1e300])
def test_a_spoilt_format_number_is_made_up_for_by_what_the_file_holds(nbformat):
    assert read(notebook(SOFTMAX, nbformat=nbformat)).code[0].id == "softmax"
    worksheets = {"nbformat": nbformat, "worksheets": [{"cells": [SOFTMAX]}]}
    assert read(worksheets).code[0].id == "softmax"


def test_a_format_number_that_contradicts_the_layout_loses_no_cell():
    assert read({"nbformat": 4, "worksheets": [{"cells": [SOFTMAX]}]}).code[0].id == "softmax"
    assert read(notebook(SOFTMAX, nbformat=3)).code[0].id == "softmax"


@pytest.mark.parametrize("minor", [0, 4, 5, 6, 99, None, "5"])
def test_every_minor_format_is_read(minor):
    assert read(notebook(SOFTMAX, nbformat_minor=minor)).code[0].id == "softmax"


# --- files that are not notebooks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty."),
        (b" \n\t", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\n <html>", "web page"),
        (b'{"cells": [\0]}', "NUL byte at line 1, column 12"),
        ('{"nbformat": 4}'.encode("utf-16"), "NUL byte"),
        (b'{"cells": [],\n"author": "Ren\xe9"}', "not UTF-8 text at line 2, column 15"),
        (b'{"cells": "\xed\xa0\x80"}', "not UTF-8 text at line 1, column 12"),
        (b"import numpy as np\n", "stops being JSON at line 1, column 1."),
        (b'{"cells": [],\n"metadata": {,}}', "stops being JSON at line 2, column 14."),
        (b'{"cells": []}\n{}', "stops being JSON at line 2,"),
        ('{"cells": ["\u20ac" 1]}'.encode(), "stops being JSON at line 1, column 16."),
        (b'{"cells": ["\\ud800" 1]}', "stops being JSON at line 1, column 21."),
        (b'{"cells": ["a\x01b"]}', "stops being JSON"),
        (b"[]", "no JSON object"),
        (b'"nbformat"', "no JSON object"),
        (b"null", "no JSON object"),
        (b"NaN", "no JSON object"),
        (b"{}", "no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b'{"nbformat": 4, "cells": null}', "no list of cells"),
        (b'{"nbformat": 3, "worksheets": 7}', "no list of cells"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_place(data, problem):
    assert problem in refused(data).problem


def test_a_truncated_file_is_called_cut_off_with_the_place_where_it_ends():
    whole = json.dumps(notebook(TEXT, SOFTMAX), indent=1).encode()
    for end in range(1, len(whole)):
        error = refused(whole[:end])
        line, column = whole[:end].count(b"\n") + 1, end - (whole.rfind(b"\n", 0, end) + 1) + 1
        assert f"cut off: it ends at line {line}, column {column}," in error.problem
        assert error.remedy.startswith("Download it again")


def test_a_byte_order_mark_is_no_obstacle():
    assert read_notebook(b"\xef\xbb\xbf" + json.dumps(notebook(SOFTMAX)).encode(), "s").code[0].id == "softmax"


@pytest.mark.parametrize("bracket", [b"[", b'{"a":'])
def test_deep_nesting_is_refused_in_words(bracket):
    closing = {b"[": b"]", b'{"a":': b"}"}[bracket]
    for depth in (100_000, 1_000_000):
        data = b'{"cells": [], "metadata": ' + bracket * depth + b"1" + closing * depth + b"}"
        assert "nested too deeply" in refused(data).problem
    nested = b'{"nbformat": 4, "cells": ' + bracket * 1_000_000
    assert "nested too deeply" in refused(nested).problem


def test_a_file_over_the_limit_is_refused_by_size_and_one_at_the_limit_is_read():
    outputs = {"cell_type": "code", "source": "x", "outputs": [{"data": {"image/png": ""}}]}
    empty = json.dumps(notebook(outputs)).encode()
    padding = (FILE_MIB_MAX << 20) - len(empty)
    largest = empty.replace(b'"image/png": ""', b'"image/png": "' + b"A" * padding + b'"')
    assert read_notebook(largest, "s").code[0].source == "x"
    error = refused(largest + b" ")
    assert f"The file has {FILE_MIB_MAX}.0 MiB; at most {FILE_MIB_MAX} MiB are read." in error.problem
    assert "Clear All Outputs" in error.remedy


def test_the_number_of_values_and_of_cells_is_bounded():
    error = refused(b'{"cells": [' + b"," * (COMMAS_MAX + 1) + b"]}")
    assert str(COMMAS_MAX) in error.problem
    assert len(read(notebook(*[SOFTMAX] * CELLS_MAX)).code) == CELLS_MAX
    error = refused(json.dumps(notebook(*[{}] * (CELLS_MAX + 1))).encode())
    assert f"more than {CELLS_MAX} cells" in error.problem
    half = {"cells": [{}] * (CELLS_MAX // 2 + 1)}
    assert "cells" in refused(json.dumps({"nbformat": 3, "worksheets": [half, half]}).encode()).problem


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
        {"language_info": {"name": "R"}},
        {"kernelspec": {"language": 5}, "language_info": {"name": "R"}},
    ],
)
def test_a_notebook_of_another_language_is_refused_by_name(metadata):
    error = refused(json.dumps(notebook(SOFTMAX, metadata=metadata)).encode())
    assert "'R', not in Python" in error.problem


def test_a_language_with_control_characters_is_shown_escaped_and_short():
    metadata = {"language_info": {"name": "\x1b[2J" + "j" * 500}}
    problem = refused(json.dumps(notebook(metadata=metadata)).encode()).problem
    assert "\x1b" not in problem
    assert len(problem) < 120


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        None,
        [],
        "python",
        {"kernelspec": None, "language_info": 3},
        {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        {"kernelspec": {"language": "Python"}, "language_info": {"name": ""}},
        {"kernelspec": {"language": " "}},
        {"kernelspec": {"language": "R"}, "language_info": {"name": "ipython"}},
    ],
)
def test_missing_broken_or_mixed_metadata_is_taken_for_python(metadata):
    assert read(notebook(SOFTMAX, metadata=metadata)).code[0].id == "softmax"


# --- files that are broken in part ------------------------------------------------------------------------------------

JUNK = [None, True, 0, -1.5, 10**30, "", "\ud800", [], [1], [["x"]], ["x", None], {}, {"x": {}}]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("field", ["id", "metadata", "outputs", "execution_count", "attachments", "level", "input"])
def test_junk_beside_the_source_costs_nothing(field, junk):
    spoilt = read(notebook(TEXT | {field: junk}, SOFTMAX | {field: junk}))
    assert [cell.source for cell in spoilt.code] == [SOFTMAX["source"]]
    assert [cell.source for cell in spoilt.markdown] == ["# Softmax\nConvex weights."]


@pytest.mark.parametrize("junk", [None, True, 0, 1.5, {}, [1], ["x", None]])
@pytest.mark.parametrize("field", ["source", "cell_type"])
def test_a_cell_that_cannot_be_read_costs_only_itself(field, junk):
    spoilt = {"cell_type": "markdown", "source": "lost"} | {field: junk}
    assert read(notebook(spoilt, SOFTMAX)).code == (Cell(1, 1, SOFTMAX["source"], "softmax"),)


@pytest.mark.parametrize("junk", [None, True, 0, 1.5, [], [[]], "cell"])
def test_a_cell_that_is_no_object_costs_only_itself(junk):
    assert read(notebook(junk, SOFTMAX, junk)).code == (Cell(1, 1, SOFTMAX["source"], "softmax"),)
    assert read({"nbformat": 3, "worksheets": [junk, {"cells": [SOFTMAX]}, {"cells": junk}]}).code[0].number == 1


def test_an_unreadable_code_cell_keeps_its_number():
    assert [cell.number for cell in read(notebook(SOFTMAX | {"source": 5}, SOFTMAX)).code] == [2]


def test_a_code_cell_without_its_type_is_known_by_its_outputs():
    assert read(notebook(SOFTMAX | {"cell_type": 7})).code[0].id == "softmax"


def test_of_doubled_keys_the_last_one_counts_as_it_does_in_jupyter():
    data = b'{"nbformat": 2, "nbformat": 4, "cells": [], "cells": [{"cell_type": "raw", "cell_type": "code",'
    data += b'"source": "x = 1", "source": "x = 2"}]}'
    assert read_notebook(data, "s").code == (Cell(0, 1, "x = 2"),)


def test_doubled_and_missing_ids_are_kept_as_they_are():
    cells = read(notebook(SOFTMAX, SOFTMAX, {"cell_type": "code", "source": "x"})).code
    assert [cell.id for cell in cells] == ["softmax", "softmax", ""]


def test_lone_surrogates_become_replacement_characters_and_pairs_stay():
    source = r'"nb": "\\ud800 \\\ud83d\ude00 \ud83d \ude00\ud83d \u0041"'.replace("nb", "source")
    data = '{"nbformat": 4, "cells": [{"cell_type": "code", "id": "\\udfff", ' + source + "}]}"
    cell = read_notebook(data.encode(), "s").code[0]
    assert cell.source == "\\ud800 \\\U0001f600 \ufffd \ufffd\ufffd A"
    assert cell.id == "\ufffd"
    cell.source.encode()


def test_nan_and_infinity_in_outputs_are_no_obstacle_and_in_sources_they_are_text():
    source = 'x = "NaN"  # -Infinity, \\"NaN\\"'
    output = {"data": {"application/json": [float("nan"), -float("inf"), {"NaN": float("inf")}]}}
    cell = SOFTMAX | {"source": source, "outputs": [output]}
    assert read(notebook(cell)).code[0].source == source


def test_only_whole_tokens_are_tamed():
    assert "stops being JSON" in refused(b'{"cells": [], "a": NaNa}').problem
    assert "stops being JSON" in refused(b'{"cells": [], "a": Nan}').problem
    assert "stops being JSON" in refused(b'{"cells": [], "a": Infinit}').problem


@pytest.mark.parametrize(
    "filling",
    [b"\\ud8ff", b"\\\\", b"\\u", b'\\"', b"\\ud83d\\ude00", b'"', b'":"', b"N", b"NaN", b"I", b"Na\\", b'"\\'],
)
def test_a_file_made_to_be_slow_is_read_in_linear_time(filling):
    data = b'{"cells": "' + filling * (1_000_000 // len(filling)) + b"NaN \\ud800"
    start = time.process_time()
    refused(data)
    assert time.process_time() - start < 2


def test_ten_thousand_cells_are_read_in_a_moment():
    data = json.dumps(notebook(*[SOFTMAX] * 10_000)).encode()
    start = time.process_time()
    assert read_notebook(data, "s").code[-1].number == 10_000
    assert time.process_time() - start < 1
