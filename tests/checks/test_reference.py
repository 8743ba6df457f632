"""The reference: the author's definitions and nothing else of the source notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grader.checks.reference import load_reference
from grader.errors import ConfigurationError

COURSE = Path(__file__).parents[2]


@pytest.fixture
def source(tmp_path):
    def write(*cells: str) -> Path:
        path = tmp_path / "softmax.ipynb"
        both = [{"cell_type": "markdown", "source": "# not (Python"}]
        both += [{"cell_type": "code", "id": f"c{n}", "source": cell.splitlines(True)} for n, cell in enumerate(cells)]
        path.write_text(json.dumps({"nbformat": 4, "cells": both}), encoding="utf-8")
        return path

    return write


def fault(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_reference(path)
    (only,) = caught.value.faults
    assert only.file == str(path)
    assert only.remedy
    return f"{only.place}: {only.problem}"


def test_functions_and_classes_see_each_other_across_cells(source):
    reference = load_reference(
        source(
            "import numpy as np\nfrom math import exp\n",
            "def total(x):\n    return np.sum(terms(x))\n",
            "def terms(x):\n    return [exp(each) for each in x]\nclass Pair:\n    first = 1\n",
        )
    )
    assert reference.total([0, 0]) == 2
    assert reference.Pair.first == 1
    assert sorted(vars(reference)) == ["Pair", "exp", "terms", "total"]


def test_a_later_definition_replaces_an_earlier_one(source):
    assert load_reference(source("def f():\n    return 1", "def f():\n    return 2")).f() == 2


def test_examples_trials_and_plots_are_not_executed(source):
    path = source(
        "def f(x):\n    return x\n",
        "example = f(1) / 0\nother: int = 1 / 0\nexample += 1 / 0",
        "f(1 / 0)\nprint(1 / 0)",
        "try:\n    import nothing_here\nfinally:\n    1 / 0",
        "for x in [1 / 0]:\n    pass",
        "%%time\nnot python either",
    )
    assert list(vars(load_reference(path))) == ["f"]


def test_constants_that_definitions_read_are_executed_with_all_that_they_read(source):
    path = source(
        "SMALL = 2.0\nTINY, other = SMALL / 4, 0\nTINY += 1\nunused = 1 / 0",
        "STEP: float = 3.0\nBASE = 1",
        "def f(x, step=STEP):\n    def inner():\n        return TINY\n    return x * inner() + step\n"
        "class Model:\n    base = BASE\n",
    )
    reference = load_reference(path)
    assert reference.f(2.0) == 6.0
    assert reference.Model.base == 1
    assert not hasattr(reference, "unused")


def test_names_local_to_a_function_do_not_pull_in_examples(source):
    assert not hasattr(load_reference(source("scores = 1 / 0", "def f(scores):\n    return scores.example")), "scores")


def test_magics_are_left_out_and_percent_signs_inside_python_are_not(source):
    assert load_reference(source('def f():\n    return ("%d"\n% 3)')).f() == "3"
    assert load_reference(source("%matplotlib inline\n!ls\ndef f():\n    return 1")).f() == 1


def test_what_only_readers_need_is_not_imported(source):
    cell = (
        "import matplotlib.pyplot as plt\nfrom matplotlib import cm\nfrom IPython.display import display\ndef f(): pass"
    )
    assert list(vars(load_reference(source(cell)))) == ["f"]


def test_the_course_loads_without_importing_matplotlib_or_ipython():
    program = (
        "import sys, pathlib\nfrom grader.checks.reference import load_reference\n"
        "paths = sorted(pathlib.Path('solutions').glob('*/*.ipynb'))\n"
        "assert paths\n"
        "for path in paths: load_reference(path)\n"
        "print(sorted({'matplotlib', 'IPython', 'nbformat'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=COURSE, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_course_reference_is_the_real_thing():
    reference = load_reference(COURSE / "solutions/softmax/softmax.ipynb")
    np.testing.assert_allclose(reference.softmax([1.0, 0.0, 1.0]), [0.42231880, 0.15536240, 0.42231880], rtol=1e-6)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["def f(:\n    pass"], "cell 2 (c0), line 1: This is not Python: invalid syntax."),
        (
            ["x = 1\n", "\ndef f():\n  nonlocal x"],
            "cell 3 (c1), line 3: This is not Python: no binding for nonlocal",
        ),
        (["def f(): pass\nimport nothing_here"], "cell 2 (c0), line 2: This line raised ModuleNotFoundError"),
        (["\nSMALL = 1 / 0", "def f():\n    return SMALL"], "cell 2 (c0), line 2: This line raised ZeroDivisionError"),
        (
            ["def f(x=missing):\n    pass"],
            "cell 2 (c0), line 1: This line raised NameError: name 'missing' is not defined.",
        ),
        (["x = '\0'"], "cell 2 (c0), line 1: This is not Python: source code string cannot contain null bytes."),
    ],
)
def test_a_source_that_defines_nothing_usable_is_named_with_cell_and_line(source, cells, expected):
    assert fault(source(*cells)).startswith(expected)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"cells": 5}', '{"cells": [5]}', '{"cells": [{"cell_type": "code"}]}', "\xff"]
)
def test_a_file_that_is_no_notebook_is_named(tmp_path, text):
    path = tmp_path / "softmax.ipynb"
    path.write_text(text, encoding="latin-1")
    assert fault(path) == ": This is not a notebook of nbformat 4."


def test_a_missing_file_is_named(tmp_path):
    assert fault(tmp_path / "softmax.ipynb").endswith("cannot be read: No such file or directory.")
