"""Which school of an administration a code in a file means."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """A school that takes part in the administration.

    Attributes:
        participation_id: its part of the administration, or that of all schools it is reported with.
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
        found: defaultdict[str, set[Candidate]] = defaultdict(set)
        for candidate in candidates:
            for code in candidate.codes:
                found[code].add(candidate)
        self._by_code: Mapping[str, Candidate] = {
            code: next(iter(named)) for code, named in found.items() if len(named) == 1
        }

    @property
    def codes(self) -> Collection[str]:
        """Codes that mean exactly one school."""
        return self._by_code.keys()

    def school_of(self, code: str) -> Candidate:
        """The school a code means; KeyError for an unknown or ambiguous one."""
        return self._by_code[code]
