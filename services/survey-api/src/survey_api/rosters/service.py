"""Reading a roster: everything in it is stored, or nothing."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.administrations.policy import school_faults
from survey_api.administrations.schemas import TakingPart
from survey_api.administrations.service import add_schools, find, lock, require_state
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district
from survey_api.problems import FieldError, RosterRefused, UnknownDistrict
from survey_api.reporting_units import service as units
from survey_api.reporting_units.grouping import Member, grouped
from survey_api.reporting_units.queries import lock_drafts, select_members
from survey_api.rosters.parsing import RosterRow, parse_roster
from survey_api.rosters.plan import SchoolStep, plan_schools
from survey_api.rosters.schemas import Changes, RosterReport
from survey_api.schools import queries as schools


async def read(
    access: Access, *, raw: bytes, district: UUID | None, administration_id: UUID | None, dry_run: bool
) -> RosterReport:
    """Store a roster's schools and, with an administration, their eligible counts; or say what would change.

    Raises:
        UnknownDistrict: no such district, or not the caller's.
        RosterRefused: with every fault by line; nothing was stored.
        NotFound, WrongState: the administration is not a draft of the caller's.
    """
    wave = await _draft(access, administration_id)
    district_id = access.caller.district_for(district or (wave.district_id if wave else None))
    drafts = await lock_drafts(access.session, district_id=district_id)
    owner = await lock_district(access.session, district_id=district_id)
    if owner is None or (wave is not None and wave.district_id != district_id):
        raise UnknownDistrict
    rows, faults = parse_roster(raw)
    stored = await schools.select_all_of(access.session, district_id=district_id)
    steps, unfit = plan_schools(rows, district=owner, schools=stored)
    faults += unfit
    present = await _present(access, wave)
    if wave is not None:
        faults += _eligible_faults(steps, wave=wave, present=present)
    if faults:
        raise RosterRefused(errors=faults)
    if not dry_run:
        ids = await _store_schools(access, steps, district_id=district_id)
        await units.join_drafts(access.session, drafts)
        if wave is not None:
            await _store_eligible(access, ids, wave=wave, rows=rows, present=present)
        await access.audit("roster.read", subject=district_id, district_id=district_id, n_rows=len(rows))
    return RosterReport(
        dry_run=dry_run,
        rows=len(rows),
        schools=_count_schools(steps),
        participations=None if wave is None else _count_participations(steps, present=present),
    )


async def _draft(access: Access, administration_id: UUID | None) -> AnyRow | None:
    """The administration, with every draft of its district locked first: always in one order."""
    if administration_id is None:
        return None
    row = await find(access.session, administration_id=administration_id)
    await lock_drafts(access.session, district_id=row.district_id)
    row = await lock(access.session, administration_id=administration_id)
    require_state(row, "draft")
    return row


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
        FieldError(pointer=f"line/{step.row.line}", code=fault[0], detail=f"column eligible: {fault[1]}")
        for step in steps
        if (fault := found.get(_key(step)))
    ]


def _key(step: SchoolStep) -> UUID | str:
    """What tells the roster's schools apart, new ones included."""
    return step.school_id or step.row.school


async def _present(access: Access, wave: AnyRow | None) -> Mapping[UUID, AnyRow]:
    """The schools that take part already, by id."""
    if wave is None:
        return {}
    rows = await select_members(access.session, administration_ids=[wave.id])
    return {row.school_id: row for row in rows}


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


async def _store_eligible(
    access: Access,
    ids: Sequence[UUID],
    *,
    wave: AnyRow,
    rows: Sequence[RosterRow],
    present: Mapping[UUID, AnyRow],
) -> None:
    """Add the schools that do not take part yet, and bring the others' counts up to date."""
    pairs = list(zip(ids, (row.eligible for row in rows), strict=True))
    entries = [TakingPart(school=one, eligible=n) for one, n in pairs if one not in present]
    if entries:
        await add_schools(access, administration_id=wave.id, entries=entries)
    corrected = {one: n for one, n in pairs if one in present and present[one].eligible != n}
    await units.set_eligible(access.session, administration_id=wave.id, counts=corrected)


def _count_schools(steps: Sequence[SchoolStep]) -> Changes:
    added = sum(step.school_id is None for step in steps)
    changed = sum(step.changed for step in steps)
    return Changes(added=added, changed=changed, unchanged=len(steps) - added - changed)


def _count_participations(steps: Sequence[SchoolStep], *, present: Mapping[UUID, AnyRow]) -> Changes:
    known = [(present.get(step.school_id) if step.school_id else None, step.row.eligible) for step in steps]
    added = sum(row is None for row, _ in known)
    changed = sum(row is not None and row.eligible != eligible for row, eligible in known)
    return Changes(added=added, changed=changed, unchanged=len(known) - added - changed)
