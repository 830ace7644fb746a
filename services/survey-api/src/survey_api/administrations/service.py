"""Planning administrations: what is created and changed while they are drafts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access
from survey_api.administrations import queries
from survey_api.administrations.drafts import columns_of, policy_of, policy_with
from survey_api.administrations.policy import eligible_fault, faults
from survey_api.administrations.schemas import AdministrationChanges, NewAdministration, TakingPart
from survey_api.db import AnyRow
from survey_api.districts.queries import select_district
from survey_api.passes.words import word_hash
from survey_api.problems import (
    FieldError,
    InvalidRequest,
    NotFound,
    SchoolAlreadyTakesPart,
    UnknownDistrict,
    UnknownInstrument,
    WrongState,
)
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
    refuse(faults(policy_of(new), now=datetime.now(UTC)))
    await _check_schools(access.session, district_id=district_id, entries=new.schools)
    instrument_id = await queries.find_usable_instrument(
        access.session, district_id=district_id, instrument=new.instrument, version=new.version
    )
    if instrument_id is None:
        raise UnknownInstrument
    administration_id = await queries.insert_administration(
        access.session,
        values=columns_of(new) | {"district_id": district_id, "instrument_id": instrument_id},
    )
    await _add(
        access.session,
        administration_id=administration_id,
        district_id=district_id,
        access=new.access,
        entries=new.schools,
    )
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
        SchoolAlreadyTakesPart: one of them does.
        InvalidRequest: unknown schools, or too few eligible.
    """
    row = await lock(access.session, administration_id=administration_id)
    require_state(row, "draft")
    found = [
        FieldError(pointer=f"/schools/{index}/eligible", code=fault[0], detail=fault[1])
        for index, entry in enumerate(entries)
        if (fault := eligible_fault(entry.eligible, access=row.access, release_mode=row.release_mode))
    ]
    refuse(found)
    await _check_schools(access.session, district_id=row.district_id, entries=entries)
    present = await queries.select_participations(access.session, administration_id=administration_id)
    if {school.school_id for school in present} & {entry.school for entry in entries}:
        raise SchoolAlreadyTakesPart
    await _add(
        access.session,
        administration_id=administration_id,
        district_id=row.district_id,
        access=row.access,
        entries=entries,
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


async def _add(
    session: AsyncSession,
    *,
    administration_id: UUID,
    district_id: UUID,
    access: str,
    entries: Sequence[TakingPart],
) -> None:
    """Store participations, and ask the worker for their sealing keys."""
    if not entries:
        return
    # Responses collected elsewhere need no passes and nothing sealed: there is no key, now or ever.
    keyless = access == "import"
    ids = await queries.insert_participations(
        session,
        administration_id=administration_id,
        district_id=district_id,
        entries=[(entry.school, entry.eligible) for entry in entries],
        issuer_key_destroyed=keyless,
    )
    if not keyless:
        data = [{"administration": str(administration_id), "participation": str(one)} for one in ids]
        await queries.emit(session, event_type="participation.added.v1", data=data)
