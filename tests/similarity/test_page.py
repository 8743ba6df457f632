"""The page: complete in itself, inert whatever students wrote, and plain about what it is."""

import base64
import hashlib
import re

from lxml import html

from grader.characters import show_steering
from grader.similarity import rank
from grader.similarity.page import CAUTION, render
from tests.similarity.conftest import ANSWERS, notebook

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \" ' & ]]> \x1b[2J \u202e"


def page(works, title="softmax", **more):
    matches = rank(works(**more), 5)
    return render(title, matches, 6, show_steering).decode()


def test_it_is_a_lead_and_no_verdict(works):
    text = page(works, mallory=notebook(ANSWERS["eve"]))
    assert CAUTION in text
    assert "a lead for a person, not a verdict" in text


def test_the_copied_lines_are_marked_on_both_sides_and_side_by_side(works):
    tree = html.fromstring(page(works, mallory=notebook(ANSWERS["eve"])[::-1]))
    pair = tree.xpath("//section[1]//div[@class='pair']")[0]
    assert pair.xpath("h3/text()") == ["eve", "mallory"]
    assert pair.xpath("div[1]/p/text() | div[2]/p/text()") == ["cell 2", "cell 3"]
    for side in pair.xpath("div")[:2]:
        marked = " ".join(side.xpath(".//span[@class='rare']/text()"))
        assert "if value > largest:" in marked
    folded = " ".join(pair.xpath(".//details//text()"))
    assert "print(softmax(case)" in folded
    assert "if value > largest:" not in folded


def test_hostile_texts_are_inert(works):
    cells = (*notebook(ANSWERS["eve"]), f"# {HOSTILE}\nx = '{HOSTILE}'")
    text = page(works, HOSTILE, **{HOSTILE: cells})
    tree = html.fromstring(text)
    assert tree.xpath("//script | //img | //@onerror | //@src | //link | //iframe | //@style") == []
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u202e" in text


def test_nothing_else_may_be_loaded_and_the_style_is_the_one_that_is_allowed(works):
    text = page(works)
    policy = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_long_notebooks_are_cut(works):
    long = (*notebook(ANSWERS["eve"]), "x = 1\n" * 100_000)
    text = page(works, mallory=long)
    assert "The rest of this notebook is not shown here" in text
    assert len(text) < 5_000_000
