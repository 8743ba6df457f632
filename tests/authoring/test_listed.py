"""A name in config.yaml: the one line that is added, and every byte that stays."""

from __future__ import annotations

import pytest

from grader.authoring.listed import with_assignment
from grader.errors import ConfigurationError

WRITTEN = {
    "block": ("assignments:\n- softmax\n", "assignments:\n- softmax\n- kernels\n"),
    "indented, with remarks": (
        "# all\nassignments:  # in order\n  # week 1\n  - a  # spans\n\n  - softmax  # hulls\n  # more\n",
        "# all\nassignments:  # in order\n  # week 1\n  - a  # spans\n\n  - softmax  # hulls\n  - kernels\n  # more\n",
    ),
    "before other keys": ("assignments:\n- softmax\n\nseed: 1\n", "assignments:\n- softmax\n- kernels\n\nseed: 1\n"),
    "no line end": ("seed: 1\nassignments:\n- softmax", "seed: 1\nassignments:\n- softmax\n- kernels\n"),
    "windows lines": ("assignments:\r\n- softmax\r\n", "assignments:\r\n- softmax\r\n- kernels\r\n"),
    "windows, no line end": ("assignments:\r\n- softmax", "assignments:\r\n- softmax\r\n- kernels\r\n"),
    "quoted": ("assignments:\n-   'softmax'\n", "assignments:\n-   'softmax'\n-   kernels\n"),
    "flow": ("assignments: [predictions, softmax]  # all\n", "assignments: [predictions, softmax, kernels]  # all\n"),
    "flow over lines": ("assignments: [\n  softmax,\n]\n", "assignments: [\n  softmax, kernels,\n]\n"),
    "a mark in front": ("\ufeffassignments:\n- softmax\n", "\ufeffassignments:\n- softmax\n- kernels\n"),
    "letters of two bytes": ("assignments: [é, softmax]  # ü\n", "assignments: [é, softmax, kernels]  # ü\n"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_name_is_added_to_the_end_and_nothing_else_changes(case):
    before, after = WRITTEN[case]
    assert with_assignment(before.encode(), "kernels").decode() == after


@pytest.mark.parametrize("name", ["no", "null", "True", "on"])
def test_a_name_that_yaml_would_take_for_something_else_is_quoted(name):
    assert with_assignment(b"assignments:\n- a\n", name) == f'assignments:\n- a\n- "{name}"\n'.encode()


@pytest.mark.parametrize(
    "config",
    [
        b"",
        b"seed: 1\n",
        b"assignments: softmax\n",
        b"assignments: []\n",
        b"assignments:\n-\n  softmax\n",
        b"assignments: [\n",
        b"- assignments\n",
        b"assignments:\n- >\n  softmax\nseed: 1\n",
    ],
)
def test_what_cannot_be_added_to_safely_is_left_to_the_author(config):
    with pytest.raises(ConfigurationError, match="Add the line `- kernels` below `assignments:` yourself"):
        with_assignment(config, "kernels")
