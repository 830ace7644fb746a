"""Writing what a roster changes, in the one transaction that has checked all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access
from survey_api.administrations.policy import school_faults
from survey_api.administrations.schemas import TakingPart
from survey_api.administrations.service import add_schools
from survey_api.db import AnyRow
from survey_api.problems import FieldError
from survey_api.reporting_units import service as units
from survey_api.reporting_units.grouping import Member, grouped
from survey_api.reporting_units.queries import select_members
from survey_api.rosters import queries
from survey_api.rosters.findings import PLAIN
from survey_api.rosters.formats import Roster
from survey_api.rosters.parsing import MOST_ELIGIBLE
from survey_api.rosters.plan import SchoolStep
from survey_api.rosters.report import Made, Told
from survey_api.rosters.schemas import Changes
from survey_api.schools import queries as schools


@dataclass(frozen=True, kw_only=True)
class Seats:
    """What a roster does to an administration's schools; nothing, without one.

    Attributes:
        wave: the draft.
        steps: those whose schools take part: of an archive, those with people who may answer.
        present: the schools that take part already, by id.
        faults: what is wrong with the counts.
    """

    wave: AnyRow | None = None
    steps: Sequence[SchoolStep] = ()
    present: Mapping[UUID, AnyRow] = field(default_factory=dict)
    faults: Sequence[FieldError] = ()

    @property
    def changes(self) -> Changes:
        """Counts of schools that take part."""
        known = [(self.present.get(step.school_id) if step.school_id else None, step) for step in self.steps]
        added = sum(row is None for row, _ in known)
        changed = sum(row is not None and row.eligible != step.row.eligible for row, step in known)
        return Changes(added=added, changed=changed, unchanged=len(known) - added - changed)


async def seats_of(session: AsyncSession, wave: AnyRow | None, *, steps: Sequence[SchoolStep]) -> Seats:
    """Decide which schools take part with how many people."""
    if wave is None:
        return Seats()
    members = await select_members(session, administration_ids=[wave.id])
    present = {row.school_id: row for row in members}
    taking = [step for step in steps if step.row.file == PLAIN or step.row.eligible]
    faults = [
        step.row.fault("nobody-eligible", _NOBODY, column=step.row.key)
        for step in steps
        if step.row.file != PLAIN and not step.row.eligible and step.school_id in present
    ]
    faults += [
        step.row.fault("eligible", f"at most {MOST_ELIGIBLE} people", column=step.row.key)
        for step in taking
        if (step.row.eligible or 0) > MOST_ELIGIBLE
    ]
    faults += _eligible_faults(taking, wave=wave, present=present)
    return Seats(wave=wave, steps=taking, present=present, faults=faults)


_NOBODY = "nobody of the chosen roles is there, but the school takes part in the administration"


def _eligible_faults(
    steps: Sequence[SchoolStep], *, wave: AnyRow, present: Mapping[UUID, AnyRow]
) -> list[FieldError]:
    """What is wrong with the counts, as the roster would leave them and the schools be joined."""
    members: dict[UUID | str, Member[UUID | str]] = {
        one: Member(school=one, eligible=row.eligible, unit=row.reporting_unit)
        for one, row in present.items()
    }
    for step in steps:
        members[_key(step)] = Member(school=_key(step), eligible=step.row.eligible, unit=step.unit)
    found = school_faults(grouped(members.values()), access=wave.access, release_mode=wave.release_mode)
    return [
        step.row.fault(
            fault[0],
            f"column eligible: {fault[1]}",
            column="eligible" if step.row.file == PLAIN else step.row.key,
        )
        for step in steps
        if (fault := found.get(_key(step)))
    ]


def _key(step: SchoolStep) -> UUID | str:
    """What tells the roster's schools apart, new ones included."""
    return step.school_id or step.row.school


async def store(
    access: Access,
    roster: Roster,
    *,
    steps: Sequence[SchoolStep],
    seats: Seats,
    drafts: Sequence[AnyRow],
    told: Told,
    district_id: UUID,
) -> Made:
    """Write schools, eligible counts and numbers, and the audit line that says so."""
    ids = await _store_schools(access, steps, district_id=district_id)
    await units.join_drafts(access.session, drafts)
    await _store_eligible(access, dict(zip(map(_key, steps), ids, strict=True)), seats=seats)
    roster_id = await queries.insert_roster(
        access.session,
        district_id=district_id,
        kind=roster.format,
        eligible_roles=told.eligible_roles,
        as_of=told.as_of,
    )
    rows = [
        {
            "roster_id": roster_id,
            "school_id": one,
            "district_id": district_id,
            "eligible": step.row.eligible,
            "roles": dict(step.row.roles),
        }
        for one, step in zip(ids, steps, strict=True)
    ]
    await queries.insert_schools(access.session, rows=rows)
    await access.audit(
        "roster.read",
        subject=district_id,
        district_id=district_id,
        n_rows=len(steps),
        format=roster.format,
        roster=str(roster_id),
    )
    return Made(roster_id=roster_id, school_ids=ids)


async def _store_schools(access: Access, steps: Sequence[SchoolStep], *, district_id: UUID) -> list[UUID]:
    """Write what the plan says; returns the schools' ids in the order of the rows."""
    ids: list[UUID] = []
    for step in steps:
        if step.school_id is None:
            made = await schools.insert_school(
                access.session,
                district_id=district_id,
                name=step.name,
                external_ids=step.external_ids,
                reporting_unit=step.unit,
            )
            ids.append(made.id)
            continue
        if step.changed:
            values = {
                "name": step.name,
                "external_ids": step.external_ids,
                "reporting_unit": step.unit,
            }
            await schools.update_school(access.session, school_id=step.school_id, changes=values)
        ids.append(step.school_id)
    return ids


async def _store_eligible(access: Access, ids: Mapping[UUID | str, UUID], *, seats: Seats) -> None:
    """Add the schools that do not take part yet, and bring the others' counts up to date."""
    if seats.wave is None:
        return
    pairs = [(ids[_key(step)], step.row.eligible) for step in seats.steps]
    entries = [TakingPart(school=one, eligible=n) for one, n in pairs if one not in seats.present]
    if entries:
        await add_schools(access, administration_id=seats.wave.id, entries=entries)
    corrected = {one: n for one, n in pairs if one in seats.present and seats.present[one].eligible != n}
    await units.set_eligible(access.session, administration_id=seats.wave.id, counts=corrected)
