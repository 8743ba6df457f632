"""What a copyist changes leaves the symbols as they are; what changes the program does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.similarity.tokens import tokens

ORIGINAL = """\
def softmax(scores, axis=-1):
    top = np.max(scores, axis=axis, keepdims=True)
    weights = np.exp(scores - top)
    return weights / np.sum(weights, axis=axis, keepdims=True)
"""


def symbols(source):
    return [token.symbol for token in tokens(source)]


SAME = {
    "other names": ORIGINAL.replace("scores", "s").replace("weights", "w").replace("top", "biggest_one"),
    "comments": ORIGINAL.replace("\n", "  # as I found out\n") + "# the end",
    "other numbers": ORIGINAL.replace("-1", "-0x7f_f"),
    "blank lines and blanks": ORIGINAL.replace("\n", "\n\n").replace(" = ", "   =\t"),
    "broken lines": ORIGINAL.replace(", axis=axis", ",\n\n        axis=axis").replace("= np.exp", "= \\\n np.exp"),
    "a docstring": ORIGINAL.replace(":\n", ':\n    """Mine, "really"\n    mine."""\n', 1),
    "imports": "import numpy as np\nfrom math import (exp,\n  log)\n" + ORIGINAL,
    "semicolons": ORIGINAL.replace("\n    weights", "; weights"),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_symbols(case):
    assert SAME[case] != ORIGINAL
    assert symbols(SAME[case]) == symbols(ORIGINAL)


OTHER = {
    "another operator": ORIGINAL.replace("scores - top", "scores + top"),
    "another function of a library": ORIGINAL.replace("np.exp", "np.expm1"),
    "another keyword": ORIGINAL.replace("return", "yield"),
    "a builtin": ORIGINAL.replace("np.max", "max"),
    "a text that is used": ORIGINAL.replace("-1", "'a'"),
    "another order": "\n".join(ORIGINAL.split("\n")[::-1]),
}


@pytest.mark.parametrize("case", OTHER)
def test_other_symbols(case):
    assert symbols(OTHER[case]) != symbols(ORIGINAL)


def test_lines_are_known():
    found = tokens('x = """\n\n"""\ny = 1')
    assert [(token.symbol, token.line) for token in found if token.symbol in ("name", "text", "number")] == [
        ("name", 0),
        ("text", 0),
        ("name", 3),
        ("number", 3),
    ]


@pytest.mark.parametrize(
    "source", ["'''" * 20_001, '"' * 60_001, "(" * 50_000, "\\\n" * 50_000, "'\\" * 50_000, "0e" * 50_000]
)
def test_hostile_cells_take_no_time(source):
    assert len(tokens(source)) <= 100_002


@given(st.text(alphabet="ab_ \n\t'\"\\#()[];:=+-*/.0e1éλ\u2028\x00\ud800%!"))
def test_any_text_is_read(source):
    found = tokens(source)
    assert all(0 <= token.line <= source.count("\n") for token in found)
    assert [token.line for token in found] == sorted(token.line for token in found)
