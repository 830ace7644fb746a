"""Reading a roster: everything in it is stored, or nothing."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.administrations import queries as administrations
from survey_api.administrations.policy import eligible_fault
from survey_api.administrations.schemas import TakingPart
from survey_api.administrations.service import add_schools, lock, require_state
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district
from survey_api.problems import FieldError, RosterRefused, UnknownDistrict
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
    owner = await lock_district(access.session, district_id=district_id)
    if owner is None or (wave is not None and wave.district_id != district_id):
        raise UnknownDistrict
    rows, faults = parse_roster(raw)
    stored = await schools.select_all_of(access.session, district_id=district_id)
    steps, unfit = plan_schools(rows, district=owner, schools=stored)
    faults += unfit
    if wave is not None:
        faults += _eligible_faults(rows, wave=wave)
    if faults:
        raise RosterRefused(errors=faults)
    present = await _present(access, wave)
    if not dry_run:
        ids = await _store_schools(access, steps, district_id=district_id)
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
    if administration_id is None:
        return None
    row = await lock(access.session, administration_id=administration_id)
    require_state(row, "draft")
    return row


def _eligible_faults(rows: Sequence[RosterRow], *, wave: AnyRow) -> list[FieldError]:
    return [
        FieldError(pointer=f"line/{row.line}", code=fault[0], detail=f"column eligible: {fault[1]}")
        for row in rows
        if (fault := eligible_fault(row.eligible, access=wave.access, release_mode=wave.release_mode))
    ]


async def _present(access: Access, wave: AnyRow | None) -> Mapping[UUID, AnyRow]:
    """The participations that are there already, by school."""
    if wave is None:
        return {}
    rows = await administrations.select_participations(access.session, administration_id=wave.id)
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
                reporting_unit=None,
            )
            ids.append(made.id)
            continue
        if step.changed:
            values = {"name": step.name, "external_ids": step.external_ids}
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
    for school_id, eligible in pairs:
        known = present.get(school_id)
        if known is not None and known.eligible != eligible:
            await administrations.update_participation(
                access.session, participation_id=known.id, values={"eligible": eligible}
            )


def _count_schools(steps: Sequence[SchoolStep]) -> Changes:
    added = sum(step.school_id is None for step in steps)
    changed = sum(step.changed for step in steps)
    return Changes(added=added, changed=changed, unchanged=len(steps) - added - changed)


def _count_participations(steps: Sequence[SchoolStep], *, present: Mapping[UUID, AnyRow]) -> Changes:
    known = [(present.get(step.school_id) if step.school_id else None, step.row.eligible) for step in steps]
    added = sum(row is None for row, _ in known)
    changed = sum(row is not None and row.eligible != eligible for row, eligible in known)
    return Changes(added=added, changed=changed, unchanged=len(known) - added - changed)
