"""Pairs side by side on one page that needs nothing else: no script, no font, no network; every text is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from html import escape

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
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
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
        yield from _notebook(match.one, match, safe)
        yield from _notebook(match.other, match, safe)
        yield "</div></section>"
    yield "</html>"


def _notebook(work: Work, match: Match, safe: Callable[[str], str]) -> Iterator[str]:
    marks = _marks(work, match)
    left = CHARACTERS_MAX
    yield f"<div><h3>{safe(work.student)}</h3>"
    for number, source in enumerate(work.cells):
        shown, left = source[:left], left - len(source)
        lines = [_line(safe(line), marks.get((number, at), 0.0)) for at, line in enumerate(shown.split("\n"))]
        cell = f"<pre>{''.join(lines)}</pre>"
        if not any(cell_number == number for cell_number, _ in marks):
            cell = f"<details><summary>cell {number + 1}: nothing in common</summary>{cell}</details>"
        yield cell
        if left <= 0:
            yield "<p>The rest of this notebook is not shown here: it is too long.</p>"
            break
    yield "</div>"


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
