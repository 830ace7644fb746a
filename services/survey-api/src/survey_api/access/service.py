"""Making, showing and ending API keys."""

from collections.abc import Sequence
from uuid import UUID

from survey_api.access import queries
from survey_api.access.admission import Access
from survey_api.access.granting import check_grant
from survey_api.access.keys import ApiKey, new_key
from survey_api.access.schemas import NewApiKey
from survey_api.db import AnyRow
from survey_api.problems import NotFound


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


async def find(access: Access, *, key_id: str) -> AnyRow:
    """Return a key, in force or not.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_key(access.session, key_id=key_id)
    if row is None:
        raise NotFound
    return row


async def list_keys(
    access: Access, *, district: UUID | None, after: str | None, limit: int
) -> Sequence[AnyRow]:
    """Return the caller's keys in order of id."""
    own = district or access.caller.district_id
    return await queries.select_keys(access.session, district_id=own, after=after, limit=limit)


async def revoke(access: Access, *, key_id: str) -> None:
    """End a key at once.

    Raises:
        NotFound: no such key of the caller's is in force.
    """
    row = await queries.revoke_key(access.session, key_id=key_id)
    if row is None:
        raise NotFound
    await access.audit("api_key.revoked", subject=key_id, district_id=row.district_id)
