"""Planning administrations: what is created and changed while they are drafts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access
from survey_api.administrations import queries
from survey_api.administrations.drafts import columns_of, policy_of, policy_with
from survey_api.administrations.policy import faults, school_faults
from survey_api.administrations.schemas import AdministrationChanges, NewAdministration, TakingPart
from survey_api.administrations.tables import in_instrument_order, instrument_of, question_faults
from survey_api.db import AnyRow
from survey_api.districts.queries import select_district
from survey_api.imports.queries import has_import_in_force
from survey_api.passes.words import word_hash
from survey_api.problems import (
    FieldError,
    ImportExists,
    InvalidRequest,
    NotFound,
    SchoolAlreadyTakesPart,
    UnknownDistrict,
    UnknownInstrument,
    WrongState,
)
from survey_api.reporting_units import service as units
from survey_api.reporting_units.grouping import Member, grouped
from survey_api.schools.queries import select_known_ids


async def create(access: Access, *, new: NewAdministration) -> UUID:
    """Plan an administration; returns its id.

    Raises:
        UnknownDistrict, UnknownInstrument: not the caller's, or not there.
        InvalidRequest: with everything that does not fit together.
    """
    district_id = access.caller.district_for(new.district)
    if await select_district(access.session, district_id=district_id) is None:
        raise UnknownDistrict
    members = await _members(access.session, new.schools)
    refuse(
        [
            *faults(policy_of(new), now=datetime.now(UTC)),
            *_faults_of(new.schools, members, access=new.access, release_mode=new.release_mode),
        ]
    )
    await _check_schools(access.session, district_id=district_id, entries=new.schools)
    instrument_id = await queries.find_usable_instrument(
        access.session, district_id=district_id, instrument=new.instrument, version=new.version
    )
    if instrument_id is None:
        raise UnknownInstrument
    tables = await _tables(access.session, new.subgroup_tables, instrument_id=instrument_id)
    administration_id = await queries.insert_administration(
        access.session,
        values=columns_of(new)
        | {"district_id": district_id, "instrument_id": instrument_id, "subgroup_tables": tables},
    )
    row = await lock(access.session, administration_id=administration_id)
    await _add(access.session, row, entries=new.schools)
    await access.audit("administration.created", subject=administration_id, district_id=district_id)
    return administration_id


async def find(session: AsyncSession, *, administration_id: UUID) -> AnyRow:
    """Return an administration.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_administration(session, administration_id=administration_id)
    if row is None:
        raise NotFound
    return row


async def lock(session: AsyncSession, *, administration_id: UUID) -> AnyRow:
    """Return an administration whose state stays as it is until the transaction ends.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.lock_administration(session, administration_id=administration_id)
    if row is None:
        raise NotFound
    return row


async def list_administrations(
    access: Access, *, district: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's administrations in order of id."""
    return await queries.select_administrations(
        access.session, district_id=district or access.caller.district_id, after=after, limit=limit
    )


async def change(access: Access, *, administration_id: UUID, changes: AdministrationChanges) -> None:
    """Change a draft.

    Raises:
        NotFound: none of that id is the caller's.
        WrongState: not a draft any more.
        InvalidRequest: with everything that would not fit together.
    """
    row = await lock(access.session, administration_id=administration_id)
    require_state(row, "draft")
    wanted = changes.model_dump(exclude_none=True, exclude={"word"})
    schools = await queries.select_participations(access.session, administration_id=administration_id)
    eligible = [school.eligible for school in schools]
    policy = policy_with(row, wanted, has_word=changes.word is not None, eligible=eligible)
    refuse(faults(policy, now=datetime.now(UTC), schools_at="/release_mode"))
    if changes.subgroup_tables is not None:
        wanted["subgroup_tables"] = await _tables(
            access.session, changes.subgroup_tables, instrument_id=row.instrument_id
        )
    if changes.word is not None:
        wanted["word_hash"] = word_hash(changes.word)
    if wanted:
        await queries.update_administration(
            access.session, administration_id=administration_id, values=wanted
        )
        await access.audit(
            "administration.changed",
            subject=administration_id,
            district_id=row.district_id,
            fields=sorted(wanted),
        )


async def add_schools(access: Access, *, administration_id: UUID, entries: Sequence[TakingPart]) -> None:
    """Add schools to a draft.

    Raises:
        NotFound: none of that id is the caller's.
        WrongState: not a draft any more.
        ImportExists: responses were brought already, and are released without another school.
        SchoolAlreadyTakesPart: one of them does.
        InvalidRequest: unknown schools, or too few eligible.
    """
    row = await lock(access.session, administration_id=administration_id)
    require_state(row, "draft")
    if await has_import_in_force(access.session, administration_id=administration_id):
        raise ImportExists
    present = await units.schools_of(access.session, administration_id=administration_id)
    members = [*present, *await _members(access.session, entries)]
    refuse(_faults_of(entries, members, access=row.access, release_mode=row.release_mode))
    await _check_schools(access.session, district_id=row.district_id, entries=entries)
    if {member.school for member in present} & {entry.school for entry in entries}:
        raise SchoolAlreadyTakesPart
    await _add(access.session, row, entries=entries)
    await access.audit(
        "administration.schools_added",
        subject=administration_id,
        district_id=row.district_id,
        schools=[str(entry.school) for entry in entries],
    )


def require_state(row: AnyRow, *states: str) -> None:
    """Refuse unless an administration is in one of `states`.

    Raises:
        WrongState: naming the state and what would fit.
    """
    if row.state not in states:
        raise WrongState(f"the administration is {row.state}; this needs {' or '.join(states)}")


def refuse(found: Sequence[FieldError]) -> None:
    """Refuse a request that has faults.

    Raises:
        InvalidRequest: with all of them.
    """
    if found:
        raise InvalidRequest(errors=found)


async def _check_schools(session: AsyncSession, *, district_id: UUID, entries: Sequence[TakingPart]) -> None:
    """Refuse schools that are not the district's, or named twice."""
    ids = [entry.school for entry in entries]
    known = await select_known_ids(session, district_id=district_id, school_ids=ids)
    found: list[FieldError] = []
    for index, school_id in enumerate(ids):
        pointer = f"/schools/{index}/school"
        if school_id not in known:
            found.append(
                FieldError(pointer=pointer, code="unknown-school", detail="no such school in this district")
            )
        elif school_id in ids[:index]:
            found.append(FieldError(pointer=pointer, code="twice", detail="this school is named before"))
    refuse(found)


async def _tables(session: AsyncSession, chosen: Sequence[str], *, instrument_id: UUID) -> list[str]:
    """The chosen background questions in the instrument's order; refused if it does not offer them."""
    if not chosen:
        return []
    instrument = await instrument_of(await queries.select_document(session, instrument_id=instrument_id))
    refuse(list(question_faults(chosen, instrument=instrument)))
    return in_instrument_order(chosen, instrument=instrument)


async def _members(session: AsyncSession, entries: Sequence[TakingPart]) -> list[Member[UUID]]:
    """The schools of a request with the units they name."""
    named = await units.units_of(session, school_ids=[entry.school for entry in entries])
    return [
        Member(school=entry.school, eligible=entry.eligible, unit=named.get(entry.school))
        for entry in entries
    ]


def _faults_of(
    entries: Sequence[TakingPart], members: Sequence[Member[UUID]], *, access: str, release_mode: str
) -> list[FieldError]:
    """What is wrong with the eligible counts of a request's schools, beside all that take part."""
    found = school_faults(grouped(members), access=access, release_mode=release_mode)
    return [
        FieldError(
            pointer=f"/schools/{index}/eligible", code=found[entry.school][0], detail=found[entry.school][1]
        )
        for index, entry in enumerate(entries)
        if entry.school in found
    ]


async def _add(session: AsyncSession, row: AnyRow, *, entries: Sequence[TakingPart]) -> None:
    """Store the schools that take part, joined as their units say; the worker makes the sealing keys."""
    if entries:
        await units.join(session, row, new={entry.school: entry.eligible for entry in entries})
