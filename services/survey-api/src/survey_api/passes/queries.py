"""The statements of the passes room, as the issuer. No time is written anywhere."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_core.tables.admin import administrations, participations
from survey_core.tables.issuer import access_codes, open_passes


@dataclass(frozen=True, slots=True)
class IssuingTerms:
    """Under which terms a participation issues passes now."""

    issuing: bool
    access: str
    word_hash: bytes | None
    eligible: int | None
    manifest: bytes


def _in_window() -> ColumnElement[bool]:
    """Whether people check in at all, and now: the grace time is for those who hold a pass."""
    return and_(
        administrations.c.access.in_(("cards", "email", "open")),
        administrations.c.state == "open",
        participations.c.state == "open",
        administrations.c.opens_at <= func.clock_timestamp(),
        func.clock_timestamp() < administrations.c.closes_at,
    )


def _joined(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(
        participations.join(administrations, administrations.c.id == participations.c.administration_id)
    )


async def find_terms(session: AsyncSession, participation_id: UUID) -> IssuingTerms | None:
    """Return the terms; None for a participation that does not exist or was never made ready."""
    statement = _joined(
        _in_window().label("issuing"),
        administrations.c.access,
        administrations.c.word_hash,
        participations.c.eligible,
        participations.c.manifest,
    ).where(participations.c.id == participation_id, participations.c.manifest.is_not(None))
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else IssuingTerms(*row)


async def claim_code(
    session: AsyncSession, *, participation_id: UUID, code_hash: bytes, blinded_hash: bytes
) -> bool:
    """Bind a code to a blinded message; True also when it is bound to this one already.

    A single UPDATE decides the race: of two different messages for one code exactly one wins.
    """
    statement = (
        update(access_codes)
        .where(
            access_codes.c.participation_id == participation_id,
            access_codes.c.code_hash == code_hash,
            or_(access_codes.c.blinded_hash.is_(None), access_codes.c.blinded_hash == blinded_hash),
        )
        .values(blinded_hash=blinded_hash)
        .returning(literal(1))
    )
    return await session.scalar(statement) is not None


async def code_exists(session: AsyncSession, *, participation_id: UUID, code_hash: bytes) -> bool:
    """Whether this is one of the participation's codes, used or not."""
    found = exists().where(
        access_codes.c.participation_id == participation_id, access_codes.c.code_hash == code_hash
    )
    return bool(await session.scalar(select(found)))


async def lock_open_passes(session: AsyncSession, participation_id: UUID) -> None:
    """Let one transaction at a time count the open passes of a participation."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended('open-passes|' || :participation, 0))"),
        {"participation": str(participation_id)},
    )


async def open_pass_exists(session: AsyncSession, *, participation_id: UUID, blinded_hash: bytes) -> bool:
    """Whether this very request was granted before."""
    found = exists().where(
        open_passes.c.participation_id == participation_id, open_passes.c.blinded_hash == blinded_hash
    )
    return bool(await session.scalar(select(found)))


async def claim_open_pass(
    session: AsyncSession, *, participation_id: UUID, blinded_hash: bytes, cap: int
) -> bool:
    """Grant one more pass while fewer than `cap` are; call under `lock_open_passes`."""
    granted = (
        select(func.count())
        .select_from(open_passes)
        .where(open_passes.c.participation_id == participation_id)
        .scalar_subquery()
    )
    statement = (
        insert(open_passes)
        .from_select(
            ["participation_id", "blinded_hash"],
            select(literal(participation_id), literal(blinded_hash)).where(granted < cap),
        )
        .returning(literal(1))
    )
    return await session.scalar(statement) is not None
