"""Making and ending API keys."""

from collections.abc import Sequence

from survey_api.access import queries
from survey_api.access.admission import Access
from survey_api.access.keys import ApiKey, new_key
from survey_api.access.schemas import NewApiKey
from survey_api.db import AnyRow
from survey_api.districts.queries import select_district
from survey_api.problems import NotFound, UnknownDistrict


async def make(access: Access, *, wanted: NewApiKey) -> tuple[ApiKey, AnyRow]:
    """Make a key; returns it with its stored row.

    Raises:
        UnknownDistrict: there is no such district.
    """
    if wanted.district is not None and not await select_district(access.session, district_id=wanted.district):
        raise UnknownDistrict
    key = new_key()
    row = await queries.insert_key(
        access.session,
        key_id=key.id,
        secret_hash=key.secret_hash,
        district_id=wanted.district,
        name=wanted.name,
        scopes=wanted.scopes,
    )
    await access.audit("api_key.made", subject=key.id, district_id=wanted.district, scopes=wanted.scopes)
    return key, row


async def list_keys(access: Access, *, after: str | None, limit: int) -> Sequence[AnyRow]:
    """Return keys in order of id."""
    return await queries.select_keys(access.session, after=after, limit=limit)


async def revoke(access: Access, *, key_id: str) -> None:
    """End a key at once.

    Raises:
        NotFound: no such key is in force.
    """
    if not await queries.revoke_key(access.session, key_id=key_id):
        raise NotFound
    await access.audit("api_key.revoked", subject=key_id, district_id=None)
