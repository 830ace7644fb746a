"""Decisions about districts."""

from collections.abc import Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.districts import queries
from survey_api.districts.schemas import DistrictChanges, NewDistrict
from survey_api.problems import NotFound
from survey_api.shapes import ExternalId


async def create(access: Access, *, new: NewDistrict) -> AnyRow:
    """Add a district."""
    row = await queries.insert_district(
        access.session,
        name=new.name,
        synthetic=new.synthetic,
        time_zone=new.time_zone,
        external_ids=[entry.model_dump() for entry in new.external_ids],
    )
    await access.audit("district.added", subject=row.id, district_id=row.id)
    return row


async def find(access: Access, *, district_id: UUID) -> AnyRow:
    """Return a district.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_district(access.session, district_id=district_id)
    if row is None:
        raise NotFound
    return row


async def list_districts(
    access: Access, *, external_id: ExternalId | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's districts in order of id."""
    wanted = external_id.model_dump() if external_id else None
    return await queries.select_districts(access.session, external_id=wanted, after=after, limit=limit)


async def change(access: Access, *, district_id: UUID, changes: DistrictChanges) -> AnyRow:
    """Change a district.

    Raises:
        NotFound: none of that id is the caller's.
    """
    wanted = changes.model_dump(exclude_none=True)
    if not wanted:
        return await find(access, district_id=district_id)
    row = await queries.update_district(access.session, district_id=district_id, changes=wanted)
    if row is None:
        raise NotFound
    await access.audit(
        "district.changed", subject=district_id, district_id=district_id, fields=sorted(wanted)
    )
    return row
