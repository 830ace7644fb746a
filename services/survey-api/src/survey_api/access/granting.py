"""What a new key or client may be given: never more than its maker holds, and schools of its district."""

from collections.abc import Sequence
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.access.scopes import Scope, lacking
from survey_api.districts.queries import select_district
from survey_api.problems import FieldError, InvalidRequest, UnknownDistrict
from survey_api.schools.queries import select_known_ids


async def check_grant(
    access: Access, *, district_id: UUID | None, scopes: Sequence[Scope], schools: Sequence[UUID] | None
) -> None:
    """Refuse to give what cannot be given.

    Args:
        access: of the maker.
        district_id: None for an operator's key.
        scopes: what the new one shall be allowed.
        schools: the part of the district it shall be bound to; None for all of it.

    Raises:
        InsufficientScope: the maker does not hold one of the scopes.
        UnknownDistrict: there is no such district.
        InvalidRequest: no such school in the district, or schools without a district.
    """
    for index, scope in enumerate(scopes):
        if scope not in access.caller.scopes:
            raise lacking(scope, pointer=f"/scopes/{index}")
    if district_id is not None and not await select_district(access.session, district_id=district_id):
        raise UnknownDistrict
    if schools is None:
        return
    if district_id is None:
        detail = "schools belong to a district: name it"
        raise InvalidRequest(errors=[FieldError(pointer="/schools", code="no-district", detail=detail)])
    known = await select_known_ids(access.session, district_id=district_id, school_ids=schools)
    faults = [
        FieldError(
            pointer=f"/schools/{index}", code="unknown-school", detail="no such school in this district"
        )
        for index, school in enumerate(schools)
        if school not in known
    ]
    if faults:
        raise InvalidRequest(errors=faults)
