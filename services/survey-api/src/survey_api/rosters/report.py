"""What is said about a roster: numbers, what is missing, what has changed. Never a person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from survey_api.db import AnyRow
from survey_api.rosters.findings import Note
from survey_api.rosters.formats import Roster
from survey_api.rosters.plan import SchoolStep
from survey_api.rosters.schemas import (
    Changes,
    Earlier,
    Missing,
    NamedSchool,
    Office,
    People,
    RoleCount,
    RosterNote,
    RosterReport,
    SchoolNumbers,
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What of the caller's choice mattered; None for a plain file."""

    eligible_roles: Sequence[str] | None
    as_of: date | None


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was stored: the roster's id, and its schools' in the order of the steps."""

    roster_id: UUID
    school_ids: Sequence[UUID]


def build(
    roster: Roster,
    *,
    steps: Sequence[SchoolStep],
    notes: Sequence[Note],
    told: Told,
    made: Made | None,
    missing: Sequence[AnyRow],
    earlier: AnyRow | None,
    before: Mapping[UUID, int | None],
    participations: Changes | None,
) -> RosterReport:
    """Make the report.

    Args:
        roster: as read.
        steps: what it does, a step for each row.
        notes: of the reading.
        told: the caller's choice.
        made: None for a dry run.
        missing: schools of the district that no row is about.
        earlier: the roster to compare with.
        before: its eligible counts by school.
        participations: None without an administration.
    """
    ids = [step.school_id for step in steps] if made is None else made.school_ids
    numbers = [_numbers(step, school=one, before=before) for step, one in zip(steps, ids, strict=True)]
    roles = _roles(roster, told=told)
    return RosterReport(
        dry_run=made is None,
        rows=len(roster.rows),
        schools=_changes(steps),
        participations=participations,
        id=None if made is None else made.roster_id,
        format=roster.format,
        eligible_roles=None if told.eligible_roles is None else list(told.eligible_roles),
        as_of=told.as_of,
        people=_people(roster),
        roles=roles,
        numbers=numbers,
        elsewhere=[Office(type=one.type, id=one.id, roles=dict(one.roles)) for one in roster.elsewhere],
        missing=_missing(numbers, roles=roles, schools=missing),
        compared_with=None if earlier is None else Earlier(id=earlier.id, read_at=earlier.read_at),
        notes=[RosterNote(**asdict(note)) for note in notes],
    )


def _changes(steps: Sequence[SchoolStep]) -> Changes:
    added = sum(step.school_id is None for step in steps)
    changed = sum(step.changed for step in steps)
    return Changes(added=added, changed=changed, unchanged=len(steps) - added - changed)


def _numbers(step: SchoolStep, *, school: UUID | None, before: Mapping[UUID, int | None]) -> SchoolNumbers:
    then = None if step.school_id is None else before.get(step.school_id)
    now = step.row.eligible
    return SchoolNumbers(
        school=school,
        name=step.name,
        id=f"{step.row.system}:{step.row.school}",
        eligible=now,
        roles=dict(step.row.roles),
        only_enrolled=dict(step.row.only_enrolled),
        before=then,
        change=None if now is None or then is None else now - then,
    )


def _roles(roster: Roster, *, told: Told) -> list[RoleCount]:
    """Every role that was found, and every one that may answer, whether found or not."""
    found: Counter[str] = Counter()
    for row in roster.rows:
        found.update(row.roles)
    chosen = told.eligible_roles or ()
    return [
        RoleCount(role=role, people=found[role], eligible=role in chosen)
        for role in sorted({*found, *chosen}, key=str.lower)
    ]


def _people(roster: Roster) -> People | None:
    if roster.format == "schools_csv":
        return None
    return People(in_schools=roster.n_in_schools, elsewhere=roster.n_elsewhere)


def _missing(
    numbers: Sequence[SchoolNumbers], *, roles: Sequence[RoleCount], schools: Sequence[AnyRow]
) -> Missing:
    return Missing(
        roles=[one.role for one in roles if one.eligible and not one.people],
        schools=[NamedSchool(school=row.id, name=row.name) for row in schools],
        without_eligible=[
            NamedSchool(school=one.school, name=one.name) for one in numbers if not one.eligible
        ],
    )
