"""What students receive, and what is refused because it would tell them a solution."""

from __future__ import annotations

import base64
import hashlib
import json

import nbformat
import pytest

from grader.errors import ConfigurationError
from grader.notebook import read_notebook, written_answers
from grader.release import release
from grader.release.student_cell import PROMPT
from tests.release.conftest import ANSWER, SOFTMAX, code, markdown

STUB = 'raise NotImplementedError("softmax is not written yet")'


def released(source) -> dict:
    return json.loads(release(source.assignment, source.course)["softmax.ipynb"])


def sources(source) -> dict[str, str]:
    return {cell["id"]: "".join(cell["source"]) for cell in released(source)["cells"]}


def faults(source) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        release(source.assignment, source.course)
    assert all(fault.remedy for fault in caught.value.faults)
    return [f"{fault.file}, {fault.place}: {fault.problem}" for fault in caught.value.faults]


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_a_solution_becomes_a_stub_under_its_docstring(source):
    assert sources(source)["softmax"] == SOFTMAX.partition("    ### BEGIN")[0] + "    " + STUB


def test_a_model_answer_becomes_a_prompt_which_is_read_as_no_answer(source):
    assert sources(source)["part-1-answer"] == (
        "### Part 1: your answer\n\n*Write your answer here, in place of this line.*"
    )
    files = release(source.assignment, source.course)
    (answer,) = written_answers(read_notebook(files["softmax.ipynb"], "s"), source.assignment.written)
    assert answer.text is None


def test_several_solutions_in_a_cell_each_keep_their_indentation_and_function(source):
    text = """
class Model:
    def fit(self):
      ### BEGIN SOLUTION  \n      self.w = 1
      ### END SOLUTION

    async def predict(self):
        def inner():
            pass
        ### BEGIN SOLUTION
        return await self
        ### END SOLUTION
        return 0

def outer():
    def inner():
        ### BEGIN SOLUTION
        return 1

        ### END SOLUTION
    return inner
### BEGIN SOLUTION
SIZE = 3
### END SOLUTION
after = 1"""
    source.write(code("more", text.lstrip("\n")))
    assert sources(source)["more"] == (
        "class Model:\n    def fit(self):\n"
        '      raise NotImplementedError("fit is not written yet")\n\n'
        "    async def predict(self):\n        def inner():\n            pass\n"
        '        raise NotImplementedError("predict is not written yet")\n        return 0\n\n'
        "def outer():\n    def inner():\n"
        '        raise NotImplementedError("inner is not written yet")\n    return inner\n'
        'raise NotImplementedError("this part is not written yet")\nafter = 1'
    )


def test_what_running_left_behind_is_gone_and_the_rest_stays(source):
    output = {"output_type": "stream", "name": "stdout", "text": "0.5"}
    image = {"plot.png": {"image/png": base64.b64encode(b"\x89PNG").decode()}}
    source.write(
        code("try", "%time softmax([1, 2])", outputs=[output], execution_count=7, metadata={"tags": ["x"]}),
        markdown("picture", "![](attachment:plot.png)", attachments=image),
        {"cell_type": "raw", "id": "raw", "metadata": {}, "source": "---"},
        metadata={"language_info": {"name": "python", "version": "3.99"}, "author": "me"},
    )
    notebook = released(source)
    assert notebook["cells"][2:] == [
        code("try", "%time softmax([1, 2])"),
        markdown("picture", "![](attachment:plot.png)", attachments=image),
        {"cell_type": "raw", "id": "raw", "metadata": {}, "source": ["---"]},
    ]
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}


@pytest.mark.parametrize("heading", ["### Part 1: your answer", "**Part 1 – Your answer**", "part 1: your answer"])
def test_an_answer_is_known_by_its_heading_where_the_id_is_what_jupyter_gave(source, heading):
    text = ANSWER.replace("### Part 1: your answer", heading)
    cells = [
        code("softmax", SOFTMAX),
        markdown("a1b2c3d4", "Part 1: your answer comes below"),
        markdown("0f9e8d7c", text),
    ]
    source.put(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode())
    assert list(sources(source)) == ["softmax", "a1b2c3d4", "part-1-answer"]
    assert sources(source)["part-1-answer"].startswith(heading)
    assert PROMPT in sources(source)["part-1-answer"]


def test_the_attachments_of_a_model_answer_go_with_it(source):
    plot = {"hull.png": {"image/png": base64.b64encode(b"\x89PNG").decode()}}
    source.write(markdown("part-2-answer", ANSWER, attachments=plot))
    assert "attachments" not in released(source)["cells"][2]


def test_the_release_is_valid_deterministic_and_written_as_jupyter_writes(source):
    files = release(source.assignment, source.course)
    assert files == release(source.assignment, source.course)
    text = files["softmax.ipynb"].decode()
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert nbformat.writes(notebook).rstrip("\n") + "\n" == text


def test_public_checks_go_along_hidden_ones_never_and_the_manifest_names_every_file(source):
    files = release(source.assignment, source.course)
    assert list(files) == ["softmax.ipynb", "checks/public_softmax.py", "SHA256SUMS"]
    lines = files["SHA256SUMS"].decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in list(files)[:2]]
    assert b"secret" not in b"".join(files.values())


# --- markers ----------------------------------------------------------------------------------------------------------

WRONG_MARKERS = {
    "unclosed": ("    ### BEGIN SOLUTION\n    a = 1", 1, "does not end in its cell"),
    "stray end": ("    a = 1\n    ### END SOLUTION", 2, "ends without having begun"),
    "nested": (
        "    ### BEGIN SOLUTION\n    ### BEGIN SOLUTION\n    a = 1\n    ### END SOLUTION\n    ### END SOLUTION",
        2,
        "begins inside of the one of line 1",
    ),
    "empty": ("    ### BEGIN SOLUTION\n\n    ### END SOLUTION", 1, "nothing in this solution"),
    "misspelt": ("    ## Begin Solution\n    a = 1\n    ### END SOLUTION", 1, "looks like a marker"),
    "run together": ("    ### BEGIN_SOLUTIONS", 1, "looks like a marker"),
    "with text": ("    ### BEGIN SOLUTION of softmax", 1, "looks like a marker"),
    "behind code": ("    a = 1  ### END SOLUTION", 1, "looks like a marker"),
    "windows lines": ("    ### BEGIN SOLUTION\r\n    a = 1\r\n    ### END SOLUTION\r", 1, "looks like a marker"),
}


@pytest.mark.parametrize("kind", ["code", "markdown"])
@pytest.mark.parametrize("case", WRONG_MARKERS)
def test_wrong_markers_are_named_with_cell_and_line(source, cells, case, kind):
    text, line, problem = WRONG_MARKERS[case]
    source.write(cells[kind]("spoilt", text))
    first = faults(source)[0]
    assert first.startswith(f"solutions/softmax/softmax.ipynb, cell 3 (spoilt), line {line}: ")
    assert problem in first


def test_all_wrong_markers_are_named_at_once(source):
    source.write(markdown("one", "### END SOLUTION"), code("two", "### BEGIN SOLUTION\nx = 1"))
    assert [each.split(": ")[0].split(", ", 1)[1] for each in faults(source)] == [
        "cell 3 (one), line 1",
        "cell 4 (two), line 1",
    ]


def test_a_raw_cell_holds_no_solution(source):
    raw = {"cell_type": "raw", "id": "raw", "metadata": {}, "source": "### BEGIN SOLUTION\nx\n### END SOLUTION"}
    source.write(raw)
    assert "cell 3 (raw), line 1: A raw cell has a solution." in faults(source)[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("def f(:\n    ### BEGIN SOLUTION\n    x = 1\n    ### END SOLUTION", 1),
        ("%matplotlib inline\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION", 1),
        ("(\n### BEGIN SOLUTION\n1\n### END SOLUTION\n)", 2),
    ],
)
def test_a_cell_with_a_solution_is_python_with_it_and_without(source, text, line):
    source.write(code("spoilt", text))
    assert f"cell 3 (spoilt), line {line}: This is not Python" in faults(source)[0]


# --- what students write must be taken out ----------------------------------------------------------------------------


def test_an_exercise_without_markers_is_refused(source):
    source.write(softmax=SOFTMAX.replace("    ### BEGIN SOLUTION\n", "").replace("    ### END SOLUTION", ""))
    assert "Students would receive `softmax` as it is here." in faults(source)[0]


def test_an_exercise_that_is_defined_a_second_time_is_refused(source):
    source.write(code("again", "def softmax(scores):\n    return scores"))
    assert "Students would receive `softmax` as it is here." in faults(source)[0]


@pytest.mark.parametrize("softmax", ["x = 1", "### BEGIN SOLUTION\ndef softmax(x):\n    pass\n### END SOLUTION"])
def test_an_exercise_that_no_cell_defines_is_refused(source, softmax):
    source.write(softmax=softmax)
    assert "No cell defines `softmax`" in faults(source)[0]


def test_a_written_part_without_a_model_answer_is_refused(source):
    source.write(answer="### Part 1: your answer\n\nIn the hull.")
    assert "No markdown cell has an answer to part 1 to take out." in faults(source)[0]


# --- leaks ------------------------------------------------------------------------------------------------------------

LINE = "shifted = scores - np.max(scores, axis=axis, keepdims=True)"


@pytest.mark.parametrize(
    "leak",
    [
        code("leak", f"def helper(scores, axis):\n        {LINE}"),
        code("leak", "x = 1  # terms  =  np.exp(shifted)"),
        code("leak", "x = 1  # terms=np.exp( shifted )"),
        code("leak", "# terms = np.exp(shifted)  # the largest is 1"),
        markdown("leak", "Remember `terms/np.sum(terms, axis=axis, keepdims=True)`."),
        markdown("leak", f"Remember: `{LINE}`."),
        markdown("leak", "x: so the output stays in the hull. y"),
        markdown("leak", "see", attachments={"a.txt": {"text/plain": f"x\n{LINE}\n"}}),
        markdown("leak", "see", attachments={"a.txt": {"text/plain": base64.b64encode(LINE.encode()).decode()}}),
        markdown("leak", "see", attachments={LINE: {"text/plain": ""}}),
    ],
)
def test_a_solution_told_in_another_cell_is_refused(source, leak):
    source.write(leak)
    (only,) = faults(source)
    assert only.startswith("solutions/softmax/softmax.ipynb, cell 3 (leak), ")
    assert "A line of a solution is left here" in only


def test_a_solution_told_in_a_public_check_is_refused(source):
    (source.folder / "checks" / "public_more.py").write_text(f"def test_a(student):\n    {LINE}\n")
    assert faults(source)[0].startswith("solutions/softmax/checks/public_more.py, line 2: A line of a solution is left")


def test_a_leak_is_named_by_its_line_however_the_text_is_set(source):
    first, second = LINE.split(" - ")
    source.write(code("leak", f"def f(scores, axis):\n\n    # remember\n    {first}\\\n  - {second}"))
    assert sources(source)["leak"]  # broken by a backslash it is another text
    source.write(markdown("leak", f"Remember\n\n  this: {first} -\n   {second}"))
    assert faults(source)[0].startswith("solutions/softmax/softmax.ipynb, cell 3 (leak), line 3: ")


@pytest.mark.parametrize(
    "text", ["see {}", "abc\n{}", "![](data:image/svg+xml;base64,{})", '<img src="data:;base64,{}">']
)
def test_base64_in_a_text_is_looked_into(source, text):
    coded = base64.encodebytes(f"<svg>\n<text>{LINE}</text></svg>".encode()).decode()
    assert "\n" in coded.strip()
    source.write(markdown("leak", text.format(coded)))
    assert faults(source)[0].startswith("solutions/softmax/softmax.ipynb, cell 3 (leak), decoded, line 2: ")
    (source.folder / "checks" / "public_more.py").write_text(f'"""{text.format(coded)}"""')
    source.write()
    assert faults(source)[0].startswith("solutions/softmax/checks/public_more.py, decoded, line 2: ")


@pytest.mark.parametrize(
    "text", ["### BEGIN SOLUTION\n    x = 1\n    ### END SOLUTION", "### BEGIN SOLUTION", "# End solution"]
)
def test_a_marker_in_a_public_check_is_refused_since_nothing_takes_it_out(source, text):
    (source.folder / "checks" / "public_more.py").write_text(f"def test_a(student):\n    {text}\n")
    (only,) = faults(source)
    assert only.startswith("solutions/softmax/checks/public_more.py, line 2: A marker of a solution stands here")


def test_a_public_check_that_cannot_be_read_is_named(source):
    path = source.folder / "checks" / "public_more.py"
    path.write_bytes(b"import numpy\n# caf\xe9\n")
    assert faults(source) == ["solutions/softmax/checks/public_more.py, line 2: The public check is not UTF-8 text."]
    path.unlink()
    path.mkdir()
    assert faults(source) == [
        "solutions/softmax/checks/public_more.py, : The public check cannot be read: Is a directory."
    ]


def test_outputs_and_metadata_cannot_tell_a_solution(source):
    output = {"output_type": "stream", "name": "stdout", "text": LINE}
    source.write(code("try", "1", outputs=[output], metadata={"note": LINE}), metadata={"note": LINE})
    assert LINE.encode() not in release(source.assignment, source.course)["softmax.ipynb"]


def test_short_lines_that_every_textbook_has_are_no_leak(source):
    source.write(
        code(
            "one",
            "def f():\n    ### BEGIN SOLUTION\n    x = 1\n    return something_long_but_one_word\n    ### END SOLUTION",
        ),
        code("two", "x = 1\nreturn_value = 5\n# return something_long_but_one_word"),
    )
    assert "two" in sources(source)


# --- broken sources ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no valid notebook of nbformat 4.5: Expecting value"),
        (b"\xff", "no valid notebook of nbformat 4.5"),
        (b"[]", "no valid notebook of nbformat 4.5"),
        (b"{}", "no valid notebook of nbformat 4.5"),
        (
            b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
            "no valid notebook of nbformat 4.5",
        ),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}', "no valid notebook of nbformat 4.5"),
        (b"[" * 100_000, "no valid notebook of nbformat 4.5"),
    ],
)
def test_an_invalid_notebook_is_refused(source, data, problem):
    source.put(data)
    (only,) = faults(source)
    assert only.startswith("solutions/softmax/softmax.ipynb, : This is " + problem)


def test_cells_without_ids_or_with_doubled_ids_are_refused(source):
    nameless = markdown("x", "text")
    del nameless["id"]
    source.write(nameless)
    assert "no valid notebook of nbformat 4.5" in faults(source)[0]
    source.write(markdown("same", "a"), markdown("same", "b"))
    assert faults(source) == ["solutions/softmax/softmax.ipynb, cell same: Another cell has this id."]


def test_a_missing_notebook_is_named(source):
    (source.folder / "softmax.ipynb").unlink()
    assert faults(source) == [
        "solutions/softmax/softmax.ipynb, : The source notebook cannot be read: No such file or directory."
    ]
