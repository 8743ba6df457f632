"""Ids that are nearly those of others: for a person to look at, never to merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

SUGGESTED_MAX = 3
_CHARACTERS_MAX = 80
"""Of a longer id nobody can say what it was meant to be."""


class Neighbours:
    """Known ids by what is left of each when one character goes: one slip of the fingers apart is one look-up."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for each in known:
            for rest in _rests(each):
                self._by_rest[rest].append(each)

    def near(self, word: str, eligible: Container[str]) -> tuple[str, ...]:
        """Eligible ids that differ in case and punctuation only, or else by one slip: changed, missing, swapped."""
        plain = _plain(word)
        found = {each for rest in _rests(word) for each in self._by_rest.get(rest, ()) if each != word}
        found = {each for each in found if each in eligible}
        same = {each for each in found if _plain(each) == plain}
        return tuple(sorted(same or found)[:SUGGESTED_MAX])


def _plain(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def _rests(word: str) -> Iterator[str]:
    plain = _plain(word[: _CHARACTERS_MAX + 1])
    if 0 < len(plain) <= _CHARACTERS_MAX:
        yield plain
        if len(plain) > 2:
            yield from {plain[:at] + plain[at + 1 :] for at in range(len(plain))}
