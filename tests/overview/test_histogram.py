"""The drawing holds every student once, in the place of their points, and nothing but numbers."""

import re

import numpy as np
import pytest

from grader.overview.histogram import BINS_MAX, BOTTOM, HEIGHT, TICKS_MAX, TOP, counts, histogram, ticks


@pytest.mark.parametrize("possible", [1.0, 4.5, 20.0, 30.0, 37.0, 100.0])
def test_counts_are_those_of_numpy(possible):
    scores = np.random.default_rng(7).integers(0, int(possible * 4) + 1, size=500) / 4
    bins = max(1, min(BINS_MAX, round(possible)))
    expected, _ = np.histogram(scores, bins=bins, range=(0, possible))
    assert counts(scores.tolist(), possible) == expected.tolist()


def test_who_has_all_points_is_in_the_last_part():
    assert counts([0.0, 2.0, 2.0], 2.0) == [1, 2]


def test_of_nothing_that_can_be_earned_there_is_one_part():
    assert counts([0.0, 0.0], 0.0) == [2]
    assert "<rect" in histogram([0.0, 0.0], 0.0, "x")


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0.5, [0, 1]),
        (1, [0, 1]),
        (6, [0, 1, 2, 3, 4, 5, 6]),
        (7, [0, 2, 4, 6, 8]),
        (117, [0, 20, 40, 60, 80, 100, 120]),
    ],
)
def test_ticks_are_few_round_and_reach_the_highest(most, expected):
    assert list(ticks(most)) == expected


def test_ticks_of_any_class_are_few():
    for most in range(1, 20_001, 7):
        found = ticks(most)
        assert len(found) <= TICKS_MAX + 1
        assert found[-1] >= most > found[-2]


def test_a_bar_is_as_high_as_its_number_and_says_it():
    svg = histogram([0.0, 1.5, 1.5, 1.5, 3.0, 3.0], 3.0, "Scores in softmax")
    heights = [float(each) for each in re.findall(r'<rect [^>]*height="([\d.]+)"', svg)]
    room = HEIGHT - TOP - BOTTOM
    assert heights == pytest.approx([room / 3, room, room * 2 / 3], abs=0.06)
    assert re.findall(r"<title>(.*?)</title>", svg) == ["0 to 1 points: 1", "1 to 2 points: 3", "2 to 3 points: 2"]


def test_colours_are_the_pages_and_the_label_is_text():
    svg = histogram([1.0], 2.0, 'a "quoted" <name>')
    assert 'aria-label="a &quot;quoted&quot; &lt;name&gt;"' in svg
    assert 'fill="var(--bar)"' in svg
    assert not re.search(r"#[0-9a-f]{3}|style=|href|url\(", svg)
