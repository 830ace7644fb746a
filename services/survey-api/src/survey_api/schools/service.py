"""Decisions about schools."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district
from survey_api.problems import ExternalIdTaken, FieldError, InvalidRequest, NotFound, UnknownDistrict
from survey_api.reporting_units import service as units
from survey_api.reporting_units.queries import lock_drafts
from survey_api.schools import queries
from survey_api.schools.schemas import NewSchool, SchoolChanges
from survey_api.shapes import ExternalId

LEAID_DIGITS = 7


async def create(access: Access, *, new: NewSchool) -> AnyRow:
    """Add a school.

    Raises:
        UnknownDistrict: no such district, or not the caller's.
        ExternalIdTaken: another school of the district has one of the ids.
        InvalidRequest: its NCES id belongs to another district.
    """
    district_id = access.caller.district_for(new.district)
    ids = [entry.model_dump() for entry in new.external_ids]
    await check_ids(access, district_id=district_id, ids=new.external_ids, besides=None)
    row = await queries.insert_school(
        access.session,
        district_id=district_id,
        name=new.name,
        external_ids=ids,
        reporting_unit=new.reporting_unit,
    )
    await access.audit("school.added", subject=row.id, district_id=district_id)
    return row


async def find(access: Access, *, school_id: UUID) -> AnyRow:
    """Return a school.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_school(access.session, school_id=school_id)
    if row is None:
        raise NotFound
    return row


async def list_schools(
    access: Access, *, district: UUID | None, external_id: ExternalId | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's schools in order of id."""
    return await queries.select_schools(
        access.session,
        district_id=district or access.caller.district_id,
        external_id=external_id.model_dump() if external_id else None,
        after=after,
        limit=limit,
    )


async def change(access: Access, *, school_id: UUID, changes: SchoolChanges) -> AnyRow:
    """Change a school.

    Raises:
        NotFound: none of that id is the caller's.
        ExternalIdTaken: another school of the district has one of the ids.
        InvalidRequest: its NCES id belongs to another district, or it is a reporting unit.
    """
    school = await find(access, school_id=school_id)
    _refuse_unit(school)
    wanted = _wanted(changes)
    # Drafts are locked before the roster, as everywhere.
    rejoins = "reporting_unit" in wanted
    drafts = await lock_drafts(access.session, district_id=school.district_id) if rejoins else []
    if changes.external_ids:
        await check_ids(access, district_id=school.district_id, ids=changes.external_ids, besides=school_id)
    if not wanted:
        return school
    row = await queries.update_school(access.session, school_id=school_id, changes=wanted)
    if row is None:
        raise NotFound
    await units.join_drafts(access.session, drafts)
    await access.audit(
        "school.changed", subject=school_id, district_id=school.district_id, fields=sorted(wanted)
    )
    return row


def _wanted(changes: SchoolChanges) -> dict[str, Any]:
    """What is to change: null takes a school out of its unit, and means nothing elsewhere."""
    given = changes.model_dump(exclude_unset=True)
    return {name: value for name, value in given.items() if value is not None or name == "reporting_unit"}


def _refuse_unit(school: AnyRow) -> None:
    if school.kind == "reporting_unit":
        detail = "a reporting unit is named by its schools: change the reporting_unit of each"
        raise InvalidRequest(errors=[FieldError(pointer="", code="reporting-unit", detail=detail)])


async def check_ids(
    access: Access, *, district_id: UUID, ids: Sequence[ExternalId], besides: UUID | None
) -> None:
    """Lock the district's roster and check external ids against it.

    Raises:
        UnknownDistrict, ExternalIdTaken, InvalidRequest: see `create`.
    """
    district = await lock_district(access.session, district_id=district_id)
    if district is None:
        raise UnknownDistrict
    if fault := other_districts_id(ids, leaid=leaid_of(district.external_ids)):
        raise InvalidRequest(
            errors=[FieldError(pointer="/external_ids", code="other-district", detail=fault)]
        )
    dumped = [entry.model_dump() for entry in ids]
    if await queries.find_id_holder(
        access.session, district_id=district_id, external_ids=dumped, besides=besides
    ):
        raise ExternalIdTaken


def leaid_of(external_ids: Sequence[dict[str, str]]) -> str | None:
    """The district's NCES id, if it is known."""
    return next((entry["value"] for entry in external_ids if entry["system"] == "nces"), None)


def other_districts_id(ids: Sequence[ExternalId], *, leaid: str | None) -> str | None:
    """What is wrong with a school's NCES id in a district; None when nothing is."""
    for entry in ids:
        if entry.system == "nces" and leaid is not None and entry.value[:LEAID_DIGITS] != leaid:
            return f"the first {LEAID_DIGITS} digits of an NCES school id are its district's, here {leaid}"
    return None
