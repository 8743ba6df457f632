"""Whom a platform means: its ids, logins, addresses and names against the class's own students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.config.late import Enrolled


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a platform knows them."""

    keys: tuple[str, ...]
    """Ids, logins and addresses, the most reliable first; empty ones are left out."""
    name: str


class People:
    """The class, to look up persons of a platform in."""

    def __init__(self, students: Iterable[Enrolled]) -> None:
        self._by_id: dict[str, str] = {}
        self._by_address: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for each in students:
            self._by_id[each.id] = each.id
            if each.email:
                self._by_address[each.email.casefold()].add(each.id)
            for name in _spellings(each.name):
                self._by_name[name].add(each.id)

    def find(self, person: Person) -> str | None:
        """The student's id; None when nobody, or more than one, could be meant.

        Ids go before addresses, and both before names. A name alone finds a student only where no other student's name
        reads like it.
        """
        for key in person.keys:
            if key in self._by_id:
                return key
        for key in person.keys:
            if len(found := self._by_address.get(key.casefold(), set())) == 1:
                return next(iter(found))
        names = [self._by_name.get(name, set()) for name in _spellings(person.name)]
        found = set().union(*names)
        return next(iter(found)) if len(found) == 1 else None


def _spellings(name: str) -> Iterator[str]:
    """`Arendt, Anna`, `Anna Arendt` and `arendtanna` have one in common."""
    words = ["".join(filter(str.isalnum, word)) for word in name.casefold().replace(",", " ").split()]
    words = [word for word in words if word][:8]
    for at in range(len(words)):
        yield "".join(words[at:] + words[:at])


def keys(cells: Sequence[str]) -> tuple[str, ...]:
    """The keys of a person from the cells of a row, without empty ones."""
    return tuple(cell.strip() for cell in cells if cell.strip())
