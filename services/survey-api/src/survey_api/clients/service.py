"""Making API clients, and exchanging their secrets."""

from datetime import timedelta

from survey_api.access.admission import Access
from survey_api.access.granting import check_grant
from survey_api.access.keys import hash_secret, new_client_id, new_secret
from survey_api.clients import queries
from survey_api.clients.schemas import NewClient
from survey_api.db import AnyRow
from survey_api.problems import NotFound


async def make(access: Access, *, wanted: NewClient) -> tuple[AnyRow, str]:
    """Make a client of a district; returns its stored row and its secret.

    Raises:
        UnknownDistrict: there is no such district, or it is not the caller's.
        InsufficientScope, InvalidRequest: more than the caller may give.
    """
    district_id = access.caller.district_for(wanted.district)
    await check_grant(access, district_id=district_id, scopes=wanted.scopes, schools=wanted.schools)
    secret = new_secret()
    row = await queries.insert_client(
        access.session,
        values={
            "id": new_client_id(),
            "district_id": district_id,
            "name": wanted.name,
            "secret_hash": hash_secret(secret),
            "scopes": list(wanted.scopes),
            "school_ids": wanted.schools,
        },
    )
    await access.audit("client.made", subject=row.id, district_id=district_id, scopes=wanted.scopes)
    return row, secret


async def rotate_secret(access: Access, *, client_id: str, overlap_hours: int) -> tuple[AnyRow, str]:
    """Give a client another secret; returns its row and the secret. Tokens it holds stay good.

    Raises:
        NotFound: no such client of the caller's is in force.
    """
    secret = new_secret()
    row = await queries.replace_secret(
        access.session,
        client_id=client_id,
        secret_hash=hash_secret(secret),
        overlap=timedelta(hours=overlap_hours),
    )
    if row is None:
        raise NotFound
    await access.audit(
        "client.secret_rotated", subject=client_id, district_id=row.district_id, overlap_hours=overlap_hours
    )
    return row, secret
