"""What the readers of all formats share: the files, the rules for what is kept, and what comes out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

from survey_api.rosters.archives import Archive
from survey_api.rosters.census import MOST_PEOPLE, Census
from survey_api.rosters.csv_rows import Row, read_rows
from survey_api.rosters.findings import Findings, unfit
from survey_api.rosters.roles import MOST_EXTENSIONS, NOT_STAFF, canonical

Format: TypeAlias = Literal["schools_csv", "oneroster_1_2", "oneroster_1_1", "sds_2_1", "sds_1"]
LONGEST_ID: Final = 100
LONGEST_NAME: Final = 200
MOST_ORGS: Final = 20_000
SCHOOL: Final = "school"
_ISO_DATE: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a sender may choose, and what the reading needs to know.

    Attributes:
        eligible_roles: roles whose people may answer.
        as_of: the day on which roles must hold; None counts them whatever their dates.
        today: for what is said about old files.
        leaid: the district's NCES id, where known.
    """

    eligible_roles: tuple[str, ...]
    as_of: date | None
    today: date
    leaid: str | None


@dataclass(frozen=True, kw_only=True)
class Org:
    """An organisation of the file that is there.

    Attributes:
        line: in its file.
        id: as the file has it.
        name: as the file has it.
        type: as the file has it; `school` for what takes part.
        ids: external ids besides `id`.
    """

    line: int
    id: str
    name: str
    type: str
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_school(self) -> bool:
        """Whether surveys are about it."""
        return self.type == SCHOOL


class Orgs:
    """Organisations by their place in the census; those that are there no more are known and not counted."""

    def __init__(self) -> None:
        self.all: list[Org | None] = []
        self._at: dict[str, int] = {}
        self._lines: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.all)

    def add(self, org_id: str, org: Org | None, *, line: int) -> int | None:
        """Add one; returns the line of another of the same id."""
        if org_id in self._at:
            return self._lines[org_id]
        self._at[org_id] = len(self.all)
        self._lines[org_id] = line
        self.all.append(org)
        return None

    def find(self, org_id: str) -> int | None:
        """Where one is."""
        return self._at.get(org_id)

    def items(self) -> Iterator[tuple[int, Org]]:
        """Those that are there."""
        return ((at, org) for at, org in enumerate(self.all) if org is not None)


class Reader:
    """One archive that is being read."""

    def __init__(self, archive: Archive, *, options: Options, findings: Findings) -> None:
        self.archive = archive
        self.options = options
        self.findings = findings
        self.orgs = Orgs()
        self.census = Census()
        self._extensions: set[str] = set()

    def rows(self, file: str, needed: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows of one of the files.

        Raises:
            Unreadable: it is missing, damaged or no CSV.
        """
        if file not in self.archive:
            raise self.findings.stop("missing-file", "the file is needed", file=file)
        with self.archive.open(file) as raw:
            yield from read_rows(raw, file=file, needed=needed, optional=optional, findings=self.findings)

    def keep(self, text: str, *, most: int, file: str, line: int, column: str) -> bool:
        """Whether a cell can be kept as it is; else it is a fault."""
        if not text:
            self.findings.fault("missing", "must not be blank", file=file, line=line, column=column)
        elif len(text) > most:
            self.findings.fault("too-long", f"at most {most} characters", file=file, line=line, column=column)
        elif unfit(text):
            detail = "must be text in UTF-8, without control characters"
            self.findings.fault("characters", detail, file=file, line=line, column=column)
        else:
            return True
        return False

    def is_active(self, status: str, *, file: str, line: int) -> bool:
        """Whether a row says that what it is about is there."""
        folded = status.lower()
        if folded not in {"", "active", "tobedeleted", "inactive"}:
            detail = "blank, active, tobedeleted or inactive"
            self.findings.fault("status", detail, file=file, line=line, column="status")
        return folded in {"", "active"}

    def staff_role(self, text: str, *, file: str, line: int) -> str | None:
        """A role of staff as the standards write it; None for students, families and what is a fault."""
        role = canonical(text)
        if role is not None and role.startswith("ext:"):
            self._extensions.add(role)
        if role is None or len(self._extensions) > MOST_EXTENSIONS:
            detail = f"not a role of the standard, nor one of at most {MOST_EXTENSIONS} of the form ext:…"
            self.findings.fault("role", detail, file=file, line=line, column="role")
            return None
        return None if role in NOT_STAFF else role

    def org(self, org_id: str, *, file: str, line: int, column: str) -> int | None:
        """Where an organisation is that a person's row names; None for one that is not active, or a fault."""
        at = self.orgs.find(org_id)
        if at is not None and self.orgs.all[at] is None:
            detail = "roles at organisations that are not active are not counted"
            self.findings.note("closed-org", detail, file=file, line=line, column=column)
            return None
        if at is None:
            detail = "must name an organisation of the same roster"
            self.findings.fault("unknown-org", detail, file=file, line=line, column=column)
        return at

    def person(self, person: str, *, file: str, line: int, column: str) -> int | None:
        """The number of a member of the staff; else it is a fault."""
        if not person:
            self.findings.fault("missing", "must not be blank", file=file, line=line, column=column)
            return None
        if self.census.is_full and self.census.find(person) is None:
            detail = f"at most {MOST_PEOPLE} members of staff"
            raise self.findings.stop("too-many-people", detail, file=file, line=line, column=column)
        return self.census.number(person, line=line)

    def add_org(self, org_id: str, org: Org | None, *, file: str, line: int, column: str) -> None:
        """Add an organisation, None for one that is there no more."""
        if len(self.orgs) >= MOST_ORGS:
            detail = f"at most {MOST_ORGS} organisations"
            raise self.findings.stop("too-long", detail, file=file, line=line, column=column)
        first = self.orgs.add(org_id, org, line=line)
        if first is not None:
            detail = f"the same id is on line {first} already"
            self.findings.fault("twice", detail, file=file, line=line, column=column)


def day_of(text: str) -> date | None:
    """The day of an ISO 8601 date or time; None for what is none."""
    found = _ISO_DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
