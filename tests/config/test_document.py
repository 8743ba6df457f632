"""YAML is read with bounds, and what is refused names its line."""

import pytest

from grader.config.document import Bounds, UnreadableYaml, compose

REFUSED = {
    "alias bomb": (b"a: &a [x, x]\nb: [*a, *a]\n", "Anchors", 1),
    "tag": (b"a: 1\nb: !!python/object/apply:os.system [true]\n", "Tags", 2),
    "second document": (b"a: 1\n---\nb: 2\n", "second document", 2),
    "depth": (b"a: " + b"[" * 5000, "nested too deeply", 1),
    "broken quotes": (b'a: 1\nb: "open\n', "not valid YAML", 3),
    "tab": (b"a:\n\t- 1\n", "not valid YAML", 2),
    "latin-1": (b"a: 1\nb: \xe9\n", "not UTF-8", 2),
    "control character": (b"a: 1\nb: \x07\n", "does not allow", 2),
    "many entries": (b"a: [" + b"1," * 60_000 + b"1]", "too many", 1),
    "many bytes": (b"#" * (1 << 20) + b"#", "bytes", None),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case):
    data, problem, line = REFUSED[case]
    with pytest.raises(UnreadableYaml, match=problem) as caught:
        compose(data, Bounds())
    assert caught.value.line == line


def test_a_byte_order_mark_is_no_fault():
    assert compose(b"\xef\xbb\xbfa: 1\n", Bounds()).value[0][0].value == "a"


def test_empty_is_none():
    assert compose(b"# nothing\n", Bounds()) is None
