"""Pairs side by side on one page that needs nothing else: no script, no font, no network; every text is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import product

from grader.similarity.ranking import Match
from grader.similarity.winnowing import Work

CHARACTERS_MAX = 60_000
"""Of one notebook on the page."""
_STRONG, _FAINT = 0.6, 0.2
"""Weights from which a line is marked as rare, and as common at least."""

CAUTION = (
    "This page is a lead for a person, not a verdict. Two notebooks can be alike because both are right, because both"
    " followed the same book or the same teacher, or because the task leaves little choice. Read both, ask both"
    " students, and decide by your institution's rules."
)

_STYLE = """
:root { color-scheme: light dark; --rare: #ffb3a7; --some: #ffe3a3; --line: #8886; }
@media (prefers-color-scheme: dark) { :root { --rare: #7a2f24; --some: #5d4a14; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem; text-align: left; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.caution { border-left: .3rem solid; padding: .5rem 1rem; max-width: 60rem; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1rem; align-items: start; }
.pair p { margin: 0; opacity: .7; }
pre { margin: 0 0 .8rem; padding: .5rem; border: 1px solid var(--line); overflow-x: auto; font-size: 13px; }
pre span { display: block; min-height: 1.35em; line-height: 1.35; }
.rare { background: var(--rare); }
.some { background: var(--some); }
summary { cursor: pointer; opacity: .7; }
h3 { margin: 0 0 .5rem; overflow-wrap: anywhere; }
@media print {
  pre { overflow: visible; white-space: pre-wrap; font-size: 9px; }
  section { break-before: page; }
}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


def render(title: str, matches: Sequence[Match], compared: int, show: Callable[[str], str]) -> bytes:
    """The page; `show` writes out the characters that steer a text, line by line."""
    return "\n".join(_page(title, matches, compared, lambda text: escape(show(text)))).encode("utf-8", "replace")


def _page(title: str, matches: Sequence[Match], compared: int, safe: Callable[[str], str]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">'
    yield f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{_HASH}'\">"
    yield '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
    yield f"<title>Similar notebooks: {safe(title)}</title>\n<style>{_STYLE}</style>"
    yield f'<h1>Similar notebooks: {safe(title)}</h1>\n<p class="caution"><strong>{CAUTION}</strong></p>'
    yield (
        f"<p>{compared} notebooks were compared. What the released notebook gave is left out; names, numbers, texts,"
        " comments, line breaks and the order of cells do not matter. What many have in common counts for little."
        ' Lines that hardly anybody else has are <span class="rare">marked like this</span>, and those that a few'
        ' others have <span class="some">like this</span>.</p>'
    )
    yield "<table><tr><th>rank</th><th>students</th><th>score</th><th>in common</th></tr>"
    for number, match in enumerate(matches, 1):
        students = f"{safe(match.one.student)} and {safe(match.other.student)}"
        yield f'<tr><td class="number">{number}<td><a href="#pair-{number}">{students}</a>'
        yield f'<td class="number">{match.score:.2f}<td class="number">{len(match.shared)}'
    yield "</table>"
    for number, match in enumerate(matches, 1):
        yield f'<section><h2 id="pair-{number}">{number}. Score {match.score:.2f}</h2><div class="pair">'
        yield from _pair(match, safe)
        yield "</div></section>"
    yield "</html>"


def _pair(match: Match, safe: Callable[[str], str]) -> Iterator[str]:
    """Cells that have something in common side by side, then the others of each, folded."""
    sides = [_Side(work, _marks(work, match), safe) for work in (match.one, match.other)]
    partners = _partners(match)
    yield f"<h3>{safe(match.one.student)}</h3><h3>{safe(match.other.student)}</h3>"
    for pair in partners:
        yield from (side.cell(number) for side, number in zip(sides, pair, strict=True))
    for at, side in enumerate(sides):
        others = sorted(set(range(len(side.work.cells))) - {pair[at] for pair in partners})
        yield f"<div>{''.join(side.folded(number) for number in others)}</div>"


def _partners(match: Match) -> list[tuple[int, int]]:
    """Which cells belong together, each with the one that it has most in common with, in the order of the first."""
    common: Counter[tuple[int, int]] = Counter()
    for key in match.shared:
        cells = [{place.cell for place in work.places[key]} for work in (match.one, match.other)]
        for pair in product(*cells):
            common[pair[0], pair[1]] += 1
    found: list[tuple[int, int]] = []
    for pair, _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if all(pair[0] != one and pair[1] != other for one, other in found):
            found.append(pair)
    return sorted(found)


@dataclass(slots=True)
class _Side:
    """One notebook of a pair, and how much of it may still be shown."""

    work: Work
    marks: dict[tuple[int, int], float]
    safe: Callable[[str], str]
    left: int = CHARACTERS_MAX

    def cell(self, number: int) -> str:
        """The cell, with its lines marked."""
        source = self.work.cells[number]
        shown, self.left = source[: max(0, self.left)], self.left - len(source)
        lines = (_line(self.safe(line), self.marks.get((number, at), 0.0)) for at, line in enumerate(shown.split("\n")))
        rest = (
            "" if len(shown) == len(source) else "<p>The rest of this notebook is not shown here: it is too long.</p>"
        )
        return f"<div><p>cell {number + 1}</p><pre>{''.join(lines)}</pre>{rest}</div>"

    def folded(self, number: int) -> str:
        """The cell, to be opened by who wants to see it."""
        return f"<details><summary>cell {number + 1}: no counterpart</summary>{self.cell(number)}</details>"


def _line(text: str, weight: float) -> str:
    if weight < _FAINT:
        return f"<span>{text}</span>"
    return f'<span class="{"rare" if weight >= _STRONG else "some"}">{text}</span>'


def _marks(work: Work, match: Match) -> dict[tuple[int, int], float]:
    """The greatest weight of what each line has in common, by cell and line."""
    found: dict[tuple[int, int], float] = {}
    for key in match.shared:
        for place in work.places[key]:
            for line in range(place.first, place.last + 1):
                at = (place.cell, line)
                found[at] = max(found.get(at, 0.0), match.weights[key])
    return found
