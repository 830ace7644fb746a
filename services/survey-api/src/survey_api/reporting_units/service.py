"""Joining the schools of a draft as their units say: afterwards no participation is left without a school.

Whoever changes a unit or a draft's schools calls `join` in the same transaction, and `ready` does so once
more, under the administration's lock: what it freezes is what the schools say at that moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.administrations.queries import emit
from survey_api.db import AnyRow
from survey_api.problems import FieldError, InvalidRequest
from survey_api.reporting_units import queries
from survey_api.reporting_units.grouping import Group, Member, grouped
from survey_core.sealing.manifest import MAX_UNIT_SCHOOLS

# What the worker is told: to make a participation's sealing key, or to destroy one that was never used.
_ADDED, _REMOVED = "participation.added.v1", "participation.removed.v1"
#: Responses collected elsewhere need no passes and nothing sealed: there is no key, now or ever.
KEYLESS: Final = "import"


async def join(
    session: AsyncSession, wave: AnyRow, *, new: Mapping[UUID, int | None] | None = None
) -> Sequence[UUID]:
    """Bring the participations of a locked draft in line with its schools' units.

    Args:
        session: holds the lock on the administration.
        wave: the administration's id, district_id and access.
        new: schools to add, with the number of people who may answer.

    Returns:
        Ids of participations that are gone, because their schools belong to others now.

    Raises:
        InvalidRequest: a unit has more schools than a manifest can name.
    """
    present = await queries.select_members(session, administration_ids=[wave.id])
    groups = await _groups(session, present, new=new or {})
    by_key = {await _published_as(session, one, district_id=wave.district_id): one for one in groups}
    known = await queries.select_participations(session, administration_id=wave.id)
    missing = [_participation(key, wave=wave) for key in by_key if key not in known]
    added = await queries.insert_participations(session, rows=missing)
    where = {row.school_id: row.participation_id for row in present}
    rows = [
        _row(member, wave=wave, participation_id=(known | added)[key])
        for key, group in by_key.items()
        for member in group.members
        if where.get(member.school) != (known | added)[key]
    ]
    await queries.put_members(session, rows=rows)
    removed = await queries.delete_without_members(session, administration_id=wave.id)
    await queries.sum_eligible(session, administration_id=wave.id)
    if wave.access != KEYLESS:
        await _tell(session, wave.id, event_type=_ADDED, participation_ids=list(added.values()))
        await _tell(session, wave.id, event_type=_REMOVED, participation_ids=removed)
    return removed


async def join_drafts(session: AsyncSession, drafts: Iterable[AnyRow]) -> None:
    """Bring locked drafts in line with units that have changed.

    Raises:
        InvalidRequest: a unit has more schools than a manifest can name.
    """
    for wave in drafts:
        await join(session, wave)


async def set_eligible(
    session: AsyncSession, *, administration_id: UUID, counts: Mapping[UUID, int | None]
) -> None:
    """Correct how many people may answer at some of the schools, and with them the sums.

    Args:
        session: holds the lock on the administration.
        administration_id: whose schools they are.
        counts: school to people.
    """
    for school_id, eligible in counts.items():
        await queries.update_eligible(
            session, administration_id=administration_id, school_id=school_id, eligible=eligible
        )
    await queries.sum_eligible(session, administration_id=administration_id)


async def schools_of(session: AsyncSession, *, administration_id: UUID) -> list[Member[UUID]]:
    """Return every school that takes part in an administration, in order of id."""
    rows = await queries.select_members(session, administration_ids=[administration_id])
    return [Member(school=row.school_id, eligible=row.eligible, unit=row.reporting_unit) for row in rows]


async def units_of(session: AsyncSession, *, school_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the units that schools name; those without one are missing."""
    return await queries.select_units_of(session, school_ids=school_ids)


async def members_of(
    session: AsyncSession, *, administration_ids: Sequence[UUID]
) -> dict[UUID, list[AnyRow]]:
    """Return the schools of each participation of these administrations, in order of their ids."""
    found: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in await queries.select_members(session, administration_ids=administration_ids):
        found[row.participation_id].append(row)
    return found


async def _groups(
    session: AsyncSession, present: Sequence[AnyRow], *, new: Mapping[UUID, int | None]
) -> Sequence[Group[UUID]]:
    units = await queries.select_units_of(session, school_ids=new.keys())
    members = [
        Member(school=row.school_id, eligible=row.eligible, unit=row.reporting_unit) for row in present
    ]
    members += [Member(school=one, eligible=n, unit=units.get(one)) for one, n in new.items()]
    groups = grouped(sorted(members, key=lambda member: member.school))
    crowded = [group.unit for group in groups if len(group.members) > MAX_UNIT_SCHOOLS]
    if crowded:
        detail = f"at most {MAX_UNIT_SCHOOLS} schools can be reported together"
        raise InvalidRequest(
            errors=[FieldError(pointer="/reporting_unit", code="too-many-schools", detail=detail)]
        )
    return groups


async def _published_as(session: AsyncSession, group: Group[UUID], *, district_id: UUID) -> UUID:
    if group.unit is None:
        return group.members[0].school
    return await queries.keep_unit(session, district_id=district_id, name=group.unit)


def _participation(school_id: UUID, *, wave: AnyRow) -> dict[str, object]:
    return {
        "administration_id": wave.id,
        "district_id": wave.district_id,
        "school_id": school_id,
        "issuer_key_destroyed": wave.access == KEYLESS,
    }


def _row(member: Member[UUID], *, wave: AnyRow, participation_id: UUID) -> dict[str, object]:
    return {
        "participation_id": participation_id,
        "administration_id": wave.id,
        "district_id": wave.district_id,
        "school_id": member.school,
        "eligible": member.eligible,
    }


async def _tell(
    session: AsyncSession, administration_id: UUID, *, event_type: str, participation_ids: Sequence[UUID]
) -> None:
    data = [
        {"administration": str(administration_id), "participation": str(one)} for one in participation_ids
    ]
    await emit(session, event_type=event_type, data=data)
