"""Text for a terminal is one line, bounded, and inert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.characters import INVISIBLE
from grader.cli.terminal import safe

SHOWN = {
    "a\nb\r\n\tc": "a b c",
    "\x1b]0;title\x07": "\\x1b]0;title\\x07",
    "\u202egnp.exe": "\\u202egnp.exe",
    "half \ud800": "half \\ud800",
    "##[error]x ##vso[task.setvariable]y ## z": "# #[error]x # #vso[task.setvariable]y ## z",
    "[red]√[/red]": "[red]√[/red]",
}


@pytest.mark.parametrize("text", SHOWN)
def test_shown(text):
    assert safe(text) == SHOWN[text]


def test_bounded():
    assert safe("x" * 10**6) == "x" * 599 + "…"
    assert safe("x" * 600) == "x" * 600


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\n#[\u202e"))))
def test_always_inert(text):
    shown = safe(text)
    assert not INVISIBLE.search(shown)
    assert "##[" not in shown
    assert len(shown) <= 600
    shown.encode()
