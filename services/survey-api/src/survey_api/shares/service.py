"""Decisions about shares: of what is published, by whoever reaches all of its schools, for a year at most."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson

from survey_api.access.admission import Access
from survey_api.access.bearers import SHARE, hash_bearer, new_bearer
from survey_api.db import AnyRow, Database
from survey_api.participations import service as participations
from survey_api.problems import FieldError, InvalidRequest, NotFound, NotPublishedYet
from survey_api.shares import queries
from survey_api.shares.schemas import NewShare
from survey_core.tables.roles import Role

_LONGEST: Final = timedelta(days=366)


async def make(access: Access, *, participation_id: UUID, new: NewShare) -> tuple[AnyRow, str]:
    """Make a link to a participation's profile; returns its row and its token.

    Raises:
        NotFound: none of that id is the caller's.
        WholeDistrictOnly: the profile is of other schools too, and the caller is bound to some only.
        InvalidRequest: it would end in the past, or in more than a year.
        NotPublishedYet: there is nothing to share.
    """
    participation = await participations.lock(access, participation_id=participation_id)
    now = datetime.now(UTC)
    if not now < new.expires_at <= now + _LONGEST:
        detail = "in the future, at most a year from now"
        raise InvalidRequest(errors=[FieldError(pointer="/expires_at", code="out-of-range", detail=detail)])
    if not await queries.is_published(access.session, participation_id=participation_id):
        raise NotPublishedYet
    token, token_hash = new_bearer(SHARE)
    values = {
        "district_id": participation.district_id,
        "participation_id": participation_id,
        "token_hash": token_hash,
        "note": new.note,
        "expires_at": new.expires_at,
    }
    row = await queries.insert_share(access.session, values=values)
    await access.audit(
        "share.made",
        subject=row.id,
        district_id=row.district_id,
        participation=str(participation_id),
        expires_at=new.expires_at.isoformat(),
    )
    return row, token


async def find(access: Access, *, participation_id: UUID, share_id: UUID) -> AnyRow:
    """Return a share, in force or not.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_share(access.session, participation_id=participation_id, share_id=share_id)
    if row is None:
        raise NotFound
    return row


async def list_shares(
    access: Access, *, participation_id: UUID, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the shares of a participation in order of id.

    Raises:
        NotFound: no participation of that id is the caller's.
    """
    await participations.find(access, participation_id=participation_id)
    return await queries.select_shares(
        access.session, participation_id=participation_id, after=after, limit=limit
    )


async def revoke(access: Access, *, participation_id: UUID, share_id: UUID) -> None:
    """End a share at once.

    Raises:
        NotFound: no such share of the caller's is in force.
        WholeDistrictOnly: the profile is of other schools too, and the caller is bound to some only.
    """
    row = await find(access, participation_id=participation_id, share_id=share_id)
    await participations.lock(access, participation_id=participation_id)
    if not await queries.revoke_share(access.session, share_id=share_id):
        raise NotFound
    await access.audit(
        "share.revoked", subject=share_id, district_id=row.district_id, participation=str(participation_id)
    )


async def read(database: Database, *, token: str) -> AnyRow:
    """Return the profile that a link leads to: etag and document. Nothing is noted about who reads.

    Raises:
        NotFound: the link is unknown, over or was ended; which one is not said.
    """
    token_hash = hash_bearer(token, SHARE)
    if token_hash is None:
        raise NotFound
    async with database.transaction(Role.ADMIN) as session:
        row = await queries.find_shared_profile(session, token_hash=token_hash)
    if row is None:
        raise NotFound
    return row


async def read_report(database: Database, *, token: str) -> tuple[bytes, Any]:
    """Return the profile that a link leads to, byte for byte, and the document of its own instrument.

    Raises:
        NotFound: the link is unknown, over or was ended; which one is not said.
    """
    row = await read(database, token=token)
    administration_id = UUID(orjson.loads(row.document)["administration"])
    # No instrument is reached but by a profile that the link has opened already.
    async with database.transaction(Role.COLLECTOR) as session:
        return row.document, await queries.find_instrument(session, administration_id=administration_id)
