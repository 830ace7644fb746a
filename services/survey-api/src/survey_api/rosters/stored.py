"""Rosters that were stored: numbers of people, by school and role."""

from collections.abc import Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.problems import NotFound
from survey_api.rosters import queries
from survey_api.rosters.schemas import StoredNumbers, StoredRoster, StoredRosterDetail


async def list_rosters(
    access: Access, *, district: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's stored rosters, the oldest first."""
    district_id = district or access.caller.district_id
    return await queries.select_rosters(access.session, district_id=district_id, after=after, limit=limit)


def show(row: AnyRow) -> StoredRoster:
    """A stored roster as it is answered."""
    return StoredRoster.model_validate(row._asdict() | {"district": row.district_id})


async def find(access: Access, *, roster_id: UUID) -> StoredRosterDetail:
    """Return a stored roster with its numbers.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_roster(access.session, roster_id=roster_id)
    if row is None:
        raise NotFound
    found = await queries.select_numbers(access.session, roster_id=roster_id)
    known = [one.eligible for one in found if one.eligible is not None]
    return StoredRosterDetail.model_validate(
        row._asdict()
        | {
            "district": row.district_id,
            "n_schools": len(found),
            "eligible": sum(known) if known else None,
            "numbers": [
                StoredNumbers.model_validate(one._asdict() | {"school": one.school_id}) for one in found
            ],
        }
    )
