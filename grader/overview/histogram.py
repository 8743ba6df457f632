"""Histograms as SVG: rectangles and numbers, in the page's own colours and letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from math import ceil

BINS_MAX = 30
WIDTH, HEIGHT = 640, 210
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 10, 46
"""Room around the bars: for the numbers of students, for half a number, and for points and their name."""
_BETWEEN = 0.1
"""Of a bar's room what stays empty."""
TICKS_MAX = 6
"""Beside 0."""
_AXIS = 'stroke="currentColor" stroke-opacity="0.6"'
_GRID = 'stroke="currentColor" stroke-opacity="0.15"'


def histogram(scores: Sequence[float], possible: float, label: str) -> str:
    """How many students have how many points; an `<svg>` element that says `label` to who cannot see it."""
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-size="14" fill="currentColor"'
    drawn = "".join(_drawn(counts(scores, possible), possible or 1.0))
    return f'<svg role="img" aria-label="{escape(label)}" {size}>{drawn}</svg>\n'


def counts(scores: Sequence[float], possible: float) -> list[int]:
    """How many of the scores lie in each of up to thirty equal parts of what is possible; all of it is in the last."""
    bins = max(1, min(BINS_MAX, round(possible)))
    found = Counter(max(0, min(bins - 1, int(score * bins / (possible or 1.0)))) for score in scores)
    return [found[each] for each in range(bins)]


def ticks(most: float) -> range:
    """A few round whole numbers, from 0 up to the first that is no less than `most`."""
    sizes = (each * 10**power for power in count() for each in (1, 2, 5))
    step = next(size for size in sizes if most <= TICKS_MAX * size)
    return range(0, step * ceil(most / step) + 1, step)


def _drawn(students: Sequence[int], possible: float) -> Iterator[str]:
    levels, floor, end = ticks(max(*students, 1)), HEIGHT - BOTTOM, WIDTH - RIGHT
    across, up = (end - LEFT) / possible, (floor - TOP) / levels[-1]
    for number in levels:
        y = f"{floor - number * up:.1f}"
        yield f'<path d="M{LEFT} {y}H{end}" {_GRID}/>'
        yield f'<text x="{LEFT - 8}" y="{y}" dy="0.35em" text-anchor="end">{number}</text>'
    part = possible / len(students)
    for at, number in enumerate(students):
        if number:
            left, width = LEFT + (at + _BETWEEN / 2) * part * across, (1 - _BETWEEN) * part * across
            told = f"{at * part:.4g} to {(at + 1) * part:.4g} points: {number}"
            yield f'<rect x="{left:.1f}" y="{floor - number * up:.1f}" width="{width:.1f}" height="{number * up:.1f}"'
            yield f' fill="var(--bar)"><title>{told}</title></rect>'
    yield f'<path d="M{LEFT} {TOP}V{floor}H{end}" fill="none" {_AXIS}/>'
    for number in (each for each in ticks(possible) if each <= possible):
        x = f"{LEFT + number * across:.1f}"
        yield f'<path d="M{x} {floor}v5" {_AXIS}/><text x="{x}" y="{floor + 20}" text-anchor="middle">{number}</text>'
    yield f'<text x="{(LEFT + end) / 2:.1f}" y="{HEIGHT - 6}" text-anchor="middle">points</text>'
    middle = (TOP + floor) / 2
    yield f'<text transform="translate(14 {middle:.1f}) rotate(-90)" text-anchor="middle">students</text>'
