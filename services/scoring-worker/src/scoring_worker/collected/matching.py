"""Which school of an administration a code in a file means."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """A school that takes part in the administration.

    Attributes:
        participation_id: its part of the administration.
        school_id: the school's id.
        name: the school's name.
        external_ids: values in other systems, e.g. an NCES id.
    """

    participation_id: UUID
    school_id: UUID
    name: str
    external_ids: tuple[str, ...]

    @property
    def codes(self) -> set[str]:
        """Everything a file may call it."""
        return {str(self.school_id), self.name, *self.external_ids}


class SchoolIndex:
    """Finds a school by its id, by an external id or by its name; a code that means two means none."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        found: defaultdict[str, set[UUID]] = defaultdict(set)
        for candidate in candidates:
            for code in candidate.codes:
                found[code].add(candidate.participation_id)
        self._by_code: Mapping[str, UUID] = {
            code: next(iter(ids)) for code, ids in found.items() if len(ids) == 1
        }

    @property
    def codes(self) -> Collection[str]:
        """Codes that mean exactly one school."""
        return self._by_code.keys()

    def participation_of(self, code: str) -> UUID:
        """The participation a code means; KeyError for an unknown or ambiguous one."""
        return self._by_code[code]
