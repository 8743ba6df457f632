"""The page is one file that fetches nothing, and in it text of students is text."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.model import Outcome, Status
from grader.overview.page import render_page
from grader.overview.picture import picture
from grader.report import render, write_atomically
from grader.report.form import in_form
from grader.report.read import by_yaml
from tests.overview.conftest import made_report

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</title><!--",
    "'\" onmouseover=alert(1) x=",
    "{{ 7 * 7 }} {% raw %}",
    "\u202e\x1b[2J\x00",
    "&lt;&#x3c;",
]
VOID = {"meta", "br", "input", "img", "link", "hr"}


class Elements(HTMLParser):
    """Every element with its attributes, the text of scripts, and whether all is closed in order."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open, self.scripts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)


def page_of(course, reports, link=lambda *_: ""):
    return render_page(picture(course, reports, link)).decode()


def some(text="ann", message="It failed."):
    outcomes = [Outcome.PASSED, Outcome.FAILED]
    return [
        made_report(text, outcomes, texts=[message, message]),
        made_report("bob", outcomes[::-1], Status.NEEDS_REVIEW, message),
    ]


def test_it_says_what_there_is(course):
    page = page_of(course, some())
    elements = Elements(page)
    assert not elements.open
    assert "Convex weights" in page
    assert "Stable softmax" in page
    rows = json.loads(elements.scripts[0])
    assert rows == [["ann", "softmax", "graded", 1.0, ""], ["bob", "softmax", "needs_review", None, ""]]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_students_is_text(course, text):
    harmless, hostile = Elements(page_of(course, some())), Elements(page_of(course, some(text, text)))
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in harmless.found]
    assert [attributes for _, attributes in hostile.found] == [attributes for _, attributes in harmless.found]
    assert hostile.scripts[1] == harmless.scripts[1]
    assert "\x1b" not in page_of(course, some(text, text))


def test_nothing_is_fetched_and_only_our_script_may_run(course):
    elements = Elements(page_of(course, some()))
    for tag, attributes in elements.found:
        assert tag not in ("link", "iframe", "object", "base", "img", "form")
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "action")]
        for name in ("href", "xlink:href"):
            assert attributes.get(name, "#").startswith("#")
    (policy,) = [a["content"] for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")


def test_equal_reports_give_an_equal_page(course):
    assert page_of(course, some()) == page_of(course, some())


def test_the_page_is_that_of_reports_read_as_yaml(course):
    ends = list(Outcome)
    reports = [
        made_report(f"s{number:02}", [ends[number % 6], ends[number // 6 % 6]], texts=[f"off: {number / 7}", text])
        for number in range(36)
        for text in [HOSTILE[number % len(HOSTILE)] + f"\n  - name: x {number}"]
    ]
    reports.append(made_report("zoe", [], Status.NOT_GRADABLE, "It is empty: save it\nagain."))
    written = [render(each) for each in reports]
    assert None not in map(in_form, written)
    assert page_of(course, map(in_form, written)) == page_of(course, map(by_yaml, written))


def test_students_link_to_their_feedback(course):
    page = page_of(course, some(), lambda assignment, student: f"feedback/{assignment}/{student}.html")
    assert json.loads(Elements(page).scripts[0])[0][4] == "feedback/softmax/ann.html"


def test_a_large_class_fits(course):
    outcomes = [Outcome.PASSED, Outcome.FAILED]
    reports = (made_report(f"student-{number:05}", outcomes[:: 1 if number % 2 else -1]) for number in range(10_000))
    assert len(page_of(course, reports).encode()) < 5 << 20


def test_a_batch_leaves_a_page(tmp_path):
    for number in ("02", "05"):
        shutil.copy(ROOT / "submissions" / "softmax" / f"student-{number}.ipynb", tmp_path)
    command = [sys.executable, "-m", "grader"]
    words = ["grade", tmp_path, "-a", "softmax", "-o", tmp_path / "reports"]
    subprocess.run([*command, *words], check=True, cwd=ROOT, capture_output=True)
    before = (tmp_path / "reports" / "index.html").read_bytes()
    assert b"student-05" in before
    write_atomically(tmp_path / "reports" / "softmax" / "zoe.yaml", render(made_report("zoe", [Outcome.FAILED])))
    write_atomically(tmp_path / "reports" / "softmax" / "damaged.yaml", b"\x00")
    told = subprocess.run(
        [*command, "overview", tmp_path / "reports"], check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert re.match(r"3 reports: .*index\.html", told.stdout)
    assert b"zoe" in (tmp_path / "reports" / "index.html").read_bytes()


def test_a_folder_that_is_not_there(tmp_path):
    command = [sys.executable, "-m", "grader", "overview", tmp_path / "nowhere"]
    told = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 2
    assert "There is no such folder of reports." in told.stderr
