"""The page shows what the policy permits beside the cell that it is about, and nothing on it runs or loads."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from grader.feedback.page import Handed, render_feedback
from grader.feedback.sanitise import clean, markdown
from grader.model import Feedback, Status
from tests.feedback.conftest import PIXEL, code, notebook, shown, text

NOTEBOOK = notebook(
    text("# Title"),
    code("def softmax(scores):\n    return 0"),
    code("nump.zeros(3)"),
    code("def softmax(scores):\n    return scores", shown(image_png=PIXEL)),
)
VOID = {"meta", "br", "input", "img", "hr"}
HARMLESS = {"#", "data"}


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(report, assignment, data=NOTEBOOK, policy=Feedback.MESSAGES, **more):
    return render_feedback(Handed(report, assignment, data, policy, **more)).decode()


def assert_inert(html):
    """No script, no handler, no address but fragments of the page and data of images; all closed in order."""
    for tag, attributes in Elements(html).found:
        assert tag not in (
            "script",
            "iframe",
            "object",
            "embed",
            "form",
            "link",
            "base",
            "svg",
            "math",
            "video",
            "audio",
        )
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("action", "formaction", "srcset", "background", "ping", "poster", "xlink:href")
            if name in ("href", "src"):
                assert value.startswith(("#", "data:image/")), value
            if name == "style":
                raise AssertionError(value)
    assert "\x1b" not in html


def test_outcomes_stand_beside_the_cell_that_counts(report, assignment):
    html = page(report, assignment)
    assert_inert(html)
    assert html.count('id="exercise-softmax"') == 1
    last, outcome = html.index('aria-label="Code cell 3"'), html.index('id="exercise-softmax"')
    assert last < outcome
    assert "Not found in your notebook" in html
    assert html.index('id="exercise-is_convex"') < html.index('id="notebook"')
    assert "<strong>1</strong> of 4 points" in html
    assert "and 1.5 for the written answers" in html
    assert "Rows <strong>sum</strong> to 1." in html
    assert "ended with NameError in line 1" in html
    assert f"data:image/png;base64,{PIXEL}" in html


@pytest.mark.parametrize(
    ("policy", "there", "absent"),
    [
        (Feedback.SCORE, ["of 4 points"], ["large scores", "returned nan", "Subtract", "as if odd", "[[1 2]]"]),
        (Feedback.OUTCOMES, ["large scores"], ["returned nan", "Subtract", "as if odd", "[[1 2]]"]),
        (Feedback.MESSAGES, ["large scores", "returned nan", "Subtract", "as if odd"], ["[[1 2]]"]),
        (Feedback.EVERYTHING, ["returned nan", "as if odd", "[[1 2]]"], []),
    ],
)
def test_the_policy_decides_what_is_told(report, assignment, policy, there, absent):
    log = (
        "large_scores: failed\nexpected:\n[[1 2]]\nTraceback (most recent call last):\n"
        '  File "hidden_softmax.py", line 3\n    secret_line_of_a_check\n'
    )
    html = page(report, assignment, policy=policy, log=log)
    for words in there:
        assert words in html
    for words in [*absent, "secret_line", "(most recent call", "hidden_softmax.py"]:
        assert words not in html


def test_remarks_are_shown(report, assignment):
    assert "Well <b>said</b>" not in page(report, assignment, remarks={1: "Well <b>said</b>"})
    assert "Well &lt;b&gt;said" in page(report, assignment, remarks={1: "Well <b>said</b>"})


@pytest.mark.parametrize("status", [Status.NOT_GRADABLE, Status.NEEDS_REVIEW])
def test_what_was_not_graded_says_why(report, assignment, status):
    report = replace(report, status=status, message="It is <i>empty</i>.", exercises=(), written=(), cells=())
    html = page(report, assignment, data=b"not a notebook")
    assert_inert(html)
    assert "It is &lt;i&gt;empty" in html
    assert "It cannot be shown" in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://x.example/a.png'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a> [x](javascript:alert(1)) [y](http://x.example)",
    "<style>body { display: none }</style><link rel=stylesheet href=//x.example>",
    "<div class='g-outcome g-right' style='position:fixed'>30 of 30</div>",
    "<iframe src=//x.example></iframe><object data=x></object><embed src=x>",
    "<form action=//x.example><input><button formaction=//x.example>x</button></form>",
    "</div></div></section></main></body></html><h1>after</h1>",
    "<base href=//x.example><meta http-equiv=refresh content='0;url=//x.example'>",
    "![x](http://x.example/a.png) ![y](data:text/html;base64,PHNjcmlwdD4=)",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "\x1b]8;;http://x.example\x07x\x1b]8;;\x07 \u202egnp.exe",
]


@pytest.mark.parametrize("markup", HOSTILE)
def test_markup_of_students_is_harmless_wherever_it_is(report, assignment, markup):
    report = replace(
        report,
        student=markup,
        file=markup,
        cells=(replace(report.cells[0], index=1, kind=markup, message=markup),),
        written=(replace(report.written[0], text=markup),),
        exercises=(
            replace(report.exercises[0], checks=tuple(replace(c, message=markup) for c in report.exercises[0].checks)),
        ),
    )
    stream = {"output_type": "stream", "name": "stdout", "text": markup}
    error = {"output_type": "error", "ename": markup, "evalue": markup, "traceback": [markup]}
    html = page(
        report,
        assignment,
        notebook(text(markup), code(markup, stream, error, shown(text_html=markup), shown(image_png=markup))),
    )
    assert_inert(html)
    assert "49" not in re.sub(r"data:[^\"]*|#[0-9a-fA-F]{6}|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert html.count("</html>") == 1


def test_a_table_of_pandas_survives():
    html = (
        "<table class='dataframe'><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert clean(html).count("<td>") == 1


def test_markdown_is_rendered():
    assert "<strong>b</strong>" in markdown("a **b** `c`")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"{" * 100_000,
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [3, null, {"cell_type": []}]}',
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": {}, "outputs": {"a": 1}}]}',
        b'{"nbformat": 99, "cells": []}',
    ],
)
def test_spoilt_notebooks_still_get_a_page(report, assignment, data):
    assert_inert(page(report, assignment, data=data))


def test_large_outputs_are_cut(report, assignment):
    stream = {"output_type": "stream", "name": "stdout", "text": "x" * 10_000_000}
    html = page(report, assignment, notebook(*(code("1", stream) for _ in range(20))))
    assert len(html) < 2_000_000
    assert "… (cut)" in html


def test_equal_reports_give_equal_pages(report, assignment):
    assert page(report, assignment) == page(report, assignment)
