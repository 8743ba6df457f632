"""The table of steering and invisible characters is at least what this Python's Unicode says."""

import sys
import unicodedata

from grader.characters import INVISIBLE, INVISIBLE_IN_TEXT, show_invisible


def test_the_table_misses_nothing():
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    characters = map(chr, range(sys.maxunicode + 1))
    missed = [char for char in characters if unicodedata.category(char) in hidden and not INVISIBLE.match(char)]
    assert missed == []


def test_ordinary_text_is_left_alone():
    text = "ŷ = Xw; ‖w‖ ≤ √d_k — “été” 日本 😀 a\u0301"
    assert show_invisible(text) == text
    assert not INVISIBLE_IN_TEXT.search(text + "\n\t")


def test_hidden_characters_are_shown():
    assert show_invisible("a\x1b[2J\u202e\n\ud800\U000e0041") == "a\\x1b[2J\\u202e\\x0a\\ud800\\U000e0041"
