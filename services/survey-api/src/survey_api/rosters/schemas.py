"""What a roster would change, or has changed, and what was stored of earlier ones."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.rosters.reading import Format
from survey_api.shapes import Answer, UtcTime

_SCHOOL = "019a9f2e-7c00-7000-8000-000000000002"
_ROSTER = "019a9f2e-7c00-7000-8000-000000000007"
_CHANGES: JsonDict = {"added": 2, "changed": 1, "unchanged": 40}
_NUMBERS: JsonDict = {
    "school": _SCHOOL,
    "name": "Lakeview Middle School",
    "id": "oneroster:LMS",
    "eligible": 43,
    "roles": {"teacher": 38, "aide": 5, "principal": 1},
    "only_enrolled": {},
    "before": 41,
    "change": 2,
}
_STORED: JsonDict = {
    "id": _ROSTER,
    "district": "019a9f2e-7c00-7000-8000-000000000001",
    "read_at": "2026-09-01T08:00:00Z",
    "format": "oneroster_1_2",
    "eligible_roles": ["teacher", "aide"],
    "as_of": None,
}
_REPORT: JsonDict = {
    "dry_run": True,
    "rows": 43,
    "schools": _CHANGES,
    "participations": None,
    "id": None,
    "format": "oneroster_1_2",
    "eligible_roles": ["teacher", "aide"],
    "as_of": None,
    "people": {"in_schools": 1804, "elsewhere": 12},
    "roles": [{"role": "teacher", "people": 1650, "eligible": True}],
    "numbers": [_NUMBERS],
    "elsewhere": [{"type": "district", "id": "D1", "roles": {"administrator": 12}}],
    "missing": {"roles": ["aide"], "schools": [], "without_eligible": []},
    "compared_with": None,
    "notes": [],
}


class Changes(Answer):
    """Counts of rows."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CHANGES]})

    added: int
    changed: int
    unchanged: int


class RoleCount(Answer):
    """People of a role, over all schools: someone at two schools is counted at both."""

    role: str
    people: int
    eligible: bool = Field(description="Whether they may answer.")


class People(Answer):
    """Members of the staff, each once."""

    in_schools: int
    elsewhere: int = Field(description="At a district's office, a department …, and at no school.")


class SchoolNumbers(Answer):
    """How many people a school has."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NUMBERS]})

    school: UUID | None = Field(description="Null while it would still have to be added.")
    name: str
    id: str = Field(description="`system:value`, by which the roster knows it.")
    eligible: int | None = Field(description="With any eligible role, each once; null where not said.")
    roles: dict[str, int]
    only_enrolled: dict[str, int] = Field(
        description="People who teach there by their classes without a role there; not counted."
    )
    before: int | None = Field(description="`eligible` in the roster that is compared with.")
    change: int | None


class Office(Answer):
    """Staff of what is no school; counted for none."""

    type: str
    id: str
    roles: dict[str, int]


class NamedSchool(Answer):
    """A school of the district."""

    school: UUID | None
    name: str


class Missing(Answer):
    """What one would expect, and the roster does not have."""

    roles: list[str] = Field(description="Eligible roles that nobody has.")
    schools: list[NamedSchool] = Field(description="Schools of the district without a row.")
    without_eligible: list[NamedSchool] = Field(description="Schools with nobody who may answer.")


class RosterNote(Answer):
    """Something to look at that refuses nothing."""

    code: str
    detail: str
    file: str | None
    lines: list[int] = Field(description="The first twenty.")
    column: str | None
    count: int


class Earlier(Answer):
    """The roster that is compared with."""

    id: UUID
    read_at: UtcTime


class RosterReport(Answer):
    """What a roster would change (`dry_run`), or has changed. It names no person."""

    model_config = ConfigDict(json_schema_extra={"examples": [_REPORT]})

    dry_run: bool
    rows: int = Field(description="Schools in the roster.")
    schools: Changes
    participations: Changes | None = Field(description="Null when no administration was named.")
    id: UUID | None = Field(description="Of the roster, once stored.")
    format: Format
    eligible_roles: list[str] | None = Field(description="Null for `schools.csv`, which has no roles.")
    as_of: date | None
    people: People | None = Field(description="Null for `schools.csv`.")
    roles: list[RoleCount]
    numbers: list[SchoolNumbers]
    elsewhere: list[Office]
    missing: Missing
    compared_with: Earlier | None = Field(description="Null when there is no earlier roster.")
    notes: list[RosterNote]


class StoredRoster(Answer):
    """A roster that was stored: numbers of people, and no person."""

    model_config = ConfigDict(json_schema_extra={"examples": [_STORED | {"n_schools": 43, "eligible": 1804}]})

    id: UUID
    district: UUID
    read_at: UtcTime
    format: Format
    eligible_roles: list[str] | None
    as_of: date | None
    n_schools: int
    eligible: int | None = Field(description="Over all schools.")


class StoredNumbers(Answer):
    """How many people a school had."""

    school: UUID
    name: str
    eligible: int | None
    roles: dict[str, int]


_ONE: dict[str, Any] = {"school": _SCHOOL, "name": "Lakeview Middle School", "eligible": 43, "roles": {}}


class StoredRosterDetail(StoredRoster):
    """A roster that was stored, with the numbers of each school."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [_STORED | {"n_schools": 1, "eligible": 43, "numbers": [_ONE]}]}
    )

    numbers: list[StoredNumbers]
