"""Which schools of an administration belong together: a pure function of the units they name."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Member(Generic[Key]):
    """A school that takes part.

    Attributes:
        school: its id, or whatever tells schools apart.
        eligible: people who may answer; None where not known.
        unit: the reporting unit it names, if any.
    """

    school: Key
    eligible: int | None
    unit: str | None


@dataclass(frozen=True, kw_only=True)
class Group(Generic[Key]):
    """What is asked, released and published as one.

    Attributes:
        unit: name of the reporting unit; None for a single school.
        members: one school, or two and more of a unit, in the order they came.
    """

    unit: str | None
    members: tuple[Member[Key], ...]

    @property
    def eligible(self) -> int | None:
        """People who may answer in all its schools; None where one of them is not known."""
        known = [member.eligible for member in self.members if member.eligible is not None]
        return sum(known) if len(known) == len(self.members) else None


def grouped(members: Iterable[Member[Key]]) -> Sequence[Group[Key]]:
    """Join schools that name the same unit. A unit of one school is just that school."""
    units: dict[str, list[Member[Key]]] = {}
    alone: list[Group[Key]] = []
    for member in members:
        if member.unit is None:
            alone.append(Group(unit=None, members=(member,)))
        else:
            units.setdefault(member.unit, []).append(member)
    for unit, found in units.items():
        alone.append(Group(unit=unit if len(found) > 1 else None, members=tuple(found)))
    return alone
