"""`grader similarity` from the outside."""

import json
from pathlib import Path

from tests.similarity.conftest import ANSWERS, RELEASED, disguised, notebook


def ipynb(cells):
    listed = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": listed})


def test_a_class(submit, grader):
    for student, answer in ANSWERS.items():
        submit(ipynb(notebook(answer)), student)
    submit(ipynb(disguised(notebook(ANSWERS["bob"]))), "mallory")
    submit("no notebook", "nil")
    Path("assignments/softmax").mkdir(parents=True)
    Path("assignments/softmax/softmax.ipynb").write_text(ipynb(RELEASED))
    code, out, err = grader("similarity", "-a", "softmax", "--pairs", "3")
    assert code == 3
    lines = out.splitlines()
    assert lines[0] == "softmax: 6 notebooks, similarity/softmax.html"
    assert lines[1].split()[1:] == ["bob", "mallory"]
    assert lines[-1] == "A lead for a person, not a verdict: read both notebooks."
    assert "Not compared (1):\n  submissions/softmax/nil.ipynb: This is not a notebook" in err
    assert Path("similarity/softmax.html").read_text().count("<section>") == 3


def test_without_a_released_notebook(submit, grader):
    submit(ipynb(notebook(ANSWERS["bob"])), "bob")
    code, _, err = grader("similarity", "submissions/softmax", "-o", "leads")
    assert (code, "There is no released notebook" in err) == (0, True)
    assert Path("leads/softmax.html").exists()
