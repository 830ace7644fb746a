"""Counting people without keeping who they are.

A person is a number here, found again by a hash of the id that is keyed anew in every process and leaves
with the reading. What remains is how many there are.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

MOST_PEOPLE: Final = 300_000
_ROLE_BITS: Final = 8
_ORG_BITS: Final = 16
_ACTIVE, _INACTIVE = 1, 2


@dataclass(kw_only=True)
class Headcount:
    """People of one organisation.

    Attributes:
        roles: people by role; someone with two roles is in both.
        eligible: people with any eligible role, each once.
        staff: people with any role, each once.
    """

    roles: Counter[str] = field(default_factory=Counter)
    eligible: int = 0
    staff: int = 0


class Census:
    """Who works where in which role, as numbers."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._lines = array("L")
        self._states = bytearray()
        self._roles: list[str] = []
        self._places: set[int] = set()

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def is_full(self) -> bool:
        """Whether no further person can be counted."""
        return len(self._lines) >= MOST_PEOPLE

    def number(self, person: str, *, line: int) -> int:
        """The number of a person, a new one for whoever was not met before.

        Args:
            person: their id, which is not kept.
            line: where they are met.
        """
        number = self._numbers.setdefault(hash(person), len(self._lines))
        if number == len(self._lines):
            self._lines.append(line)
            self._states.append(0)
        return number

    def find(self, person: str) -> int | None:
        """The number of a person who was met before."""
        return self._numbers.get(hash(person))

    def first_line(self, number: int) -> int:
        """Where a person was met first."""
        return self._lines[number]

    def is_known(self, number: int) -> bool:
        """Whether a row of their own said if they are active."""
        return self._states[number] != 0

    def set_active(self, number: int, *, active: bool) -> None:
        """Say whether a person is there at all."""
        self._states[number] = _ACTIVE if active else _INACTIVE

    def unknown_lines(self) -> Iterator[int]:
        """Where those were met of whom no row of their own said anything."""
        return (line for line, state in zip(self._lines, self._states, strict=True) if not state)

    @property
    def n_inactive(self) -> int:
        """People who are there no more."""
        return self._states.count(_INACTIVE)

    def place(self, number: int, *, org: int, role: str) -> None:
        """Remember that a person has a role somewhere."""
        if role not in self._roles:
            self._roles.append(role)
        where = number << _ORG_BITS | org
        self._places.add(where << _ROLE_BITS | self._roles.index(role))

    def works_at(self, person: str, *, org: int) -> bool:
        """Whether a person has any role there."""
        number = self.find(person)
        if number is None:
            return False
        first = (number << _ORG_BITS | org) << _ROLE_BITS
        return any(first | role in self._places for role in range(len(self._roles)))

    def count(self, *, eligible: Collection[str]) -> dict[int, Headcount]:
        """Count active people by organisation."""
        chosen = {n for n, role in enumerate(self._roles) if role in eligible}
        found: dict[int, Headcount] = {}
        last = last_eligible = -1
        for place in sorted(self._places):
            where, role = place >> _ROLE_BITS, place & (1 << _ROLE_BITS) - 1
            if self._states[where >> _ORG_BITS] != _ACTIVE:
                continue
            here = found.setdefault(where & (1 << _ORG_BITS) - 1, Headcount())
            here.roles[self._roles[role]] += 1
            here.staff += where != last
            here.eligible += role in chosen and where != last_eligible
            last, last_eligible = where, where if role in chosen else last_eligible
        return found

    def distinct(self, orgs: Collection[int]) -> tuple[int, int]:
        """Active people with a role in any of these organisations, and in others only; each once."""
        inside, everyone = bytearray(len(self)), bytearray(len(self))
        for number, org in self._pairs():
            if self._states[number] == _ACTIVE:
                everyone[number] = 1
                inside[number] |= org in orgs
        return sum(inside), sum(everyone) - sum(inside)

    def _pairs(self) -> Iterable[tuple[int, int]]:
        for place in self._places:
            where = place >> _ROLE_BITS
            yield where >> _ORG_BITS, where & (1 << _ORG_BITS) - 1
