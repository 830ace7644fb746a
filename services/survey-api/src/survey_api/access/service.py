"""Making API keys."""

from survey_api.access import queries
from survey_api.access.admission import Access
from survey_api.access.granting import check_grant
from survey_api.access.keys import ApiKey, new_key
from survey_api.access.schemas import NewApiKey
from survey_api.db import AnyRow


async def make(access: Access, *, wanted: NewApiKey) -> tuple[ApiKey, AnyRow]:
    """Make a key; returns it with its stored row.

    Raises:
        UnknownDistrict: there is no such district, or it is not the caller's.
        InsufficientScope, InvalidRequest: more than the caller may give.
    """
    caller = access.caller
    of_operator = caller.is_operator and wanted.district is None
    district_id = None if of_operator else caller.district_for(wanted.district)
    await check_grant(access, district_id=district_id, scopes=wanted.scopes, schools=wanted.schools)
    key = new_key()
    row = await queries.insert_key(
        access.session,
        key_id=key.id,
        secret_hash=key.secret_hash,
        district_id=district_id,
        name=wanted.name,
        scopes=wanted.scopes,
        school_ids=wanted.schools,
    )
    await access.audit("api_key.made", subject=key.id, district_id=district_id, scopes=wanted.scopes)
    return key, row
