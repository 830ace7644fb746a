"""Statements on exports. Row-level security decides which of them exist for the caller.

Of results they read the stored bytes of published documents, and nothing else.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, instruments
from survey_core.tables.exports import export_chunks, export_files, exports
from survey_core.tables.reporter import district_summaries, profiles

_COLUMNS = (
    *(exports.c.id, exports.c.district_id, exports.c.administration_ids, exports.c.school_ids),
    *(exports.c.format, exports.c.language, exports.c.state, exports.c.profiles_total),
    *(exports.c.profiles_done, exports.c.created_at, exports.c.finished_at, exports.c.expires_at),
)


async def insert_export(
    session: AsyncSession,
    *,
    district_id: UUID,
    administration_ids: Sequence[UUID],
    school_ids: Sequence[UUID] | None,
    format_: str,
    language: str,
) -> UUID:
    """Ask for an export; returns its id."""
    statement = (
        insert(exports)
        .values(
            district_id=district_id,
            administration_ids=administration_ids,
            school_ids=school_ids,
            format=format_,
            language=language,
        )
        .returning(exports.c.id)
    )
    made: UUID = (await session.execute(statement)).scalar_one()
    return made


async def select_export(session: AsyncSession, *, export_id: UUID) -> AnyRow | None:
    """Return an export."""
    return (await session.execute(select(*_COLUMNS).where(exports.c.id == export_id))).one_or_none()


async def select_exports(
    session: AsyncSession, *, district_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return exports in order of id, starting after `after`."""
    statement = select(*_COLUMNS).order_by(exports.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(exports.c.district_id == district_id)
    if after is not None:
        statement = statement.where(exports.c.id > after)
    return (await session.execute(statement)).all()


async def select_files(session: AsyncSession, *, export_ids: Collection[UUID]) -> Sequence[AnyRow]:
    """Return the finished files of exports; of each the zip first, then its manifest."""
    statement = (
        select(export_files)
        .where(export_files.c.export_id.in_(export_ids))
        .order_by(export_files.c.export_id, export_files.c.name.desc())
    )
    return (await session.execute(statement)).all()


async def delete_export(session: AsyncSession, *, export_id: UUID) -> UUID | None:
    """Delete an export with its files; returns its district."""
    statement = delete(exports).where(exports.c.id == export_id).returning(exports.c.district_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def count_kept(session: AsyncSession, *, district_id: UUID) -> int:
    """How many exports of a district take room, or will."""
    kept = exports.c.state.in_(("waiting", "running", "ready"))
    statement = select(func.count()).where(exports.c.district_id == district_id, kept)
    return (await session.execute(statement)).scalar_one()


async def select_published(
    session: AsyncSession, *, district_id: UUID | None, among: Collection[UUID] | None
) -> Sequence[AnyRow]:
    """Return the administrations of which something is published: id and district, in order of id.

    Args:
        session: of the caller.
        district_id: only of this district.
        among: only these.
    """
    published = select(profiles.c.id).where(profiles.c.administration_id == administrations.c.id)
    statement = select(administrations.c.id, administrations.c.district_id).where(published.exists())
    if district_id is not None:
        statement = statement.where(administrations.c.district_id == district_id)
    if among is not None:
        statement = statement.where(administrations.c.id.in_(among))
    return (await session.execute(statement.order_by(administrations.c.id))).all()


async def select_known(session: AsyncSession, *, among: Collection[UUID]) -> set[UUID]:
    """Return which of these administrations exist for the caller."""
    statement = select(administrations.c.id).where(administrations.c.id.in_(among))
    return set((await session.scalars(statement)).all())


async def select_revisions(
    session: AsyncSession, *, administration_ids: Sequence[UUID]
) -> Sequence[tuple[UUID, int]]:
    """Return the newest revision of each profile, by administration and profile: always the same order."""
    statement = (
        select(profiles.c.id, func.max(profiles.c.revision))
        .where(profiles.c.administration_id.in_(administration_ids))
        .group_by(profiles.c.administration_id, profiles.c.id)
        .order_by(profiles.c.administration_id, profiles.c.id)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def select_profiles(session: AsyncSession, *, revisions: Sequence[tuple[UUID, int]]) -> Sequence[bytes]:
    """Return the stored bytes of revisions of profiles that exist, in the order that they are named in."""
    statement = select(profiles.c.id, profiles.c.document).where(
        tuple_(profiles.c.id, profiles.c.revision).in_(revisions)
    )
    found = {row.id: row.document for row in await session.execute(statement)}
    return [found[one] for one, _ in revisions if one in found]


async def select_summaries(session: AsyncSession, *, administration_ids: Sequence[UUID]) -> Sequence[bytes]:
    """Return the stored bytes of the newest summary of each administration."""
    newer = district_summaries.alias("newer")
    of_the_same = newer.c.administration_id == district_summaries.c.administration_id
    is_superseded = select(newer.c.revision).where(
        of_the_same, newer.c.revision > district_summaries.c.revision
    )
    statement = (
        select(district_summaries.c.document)
        .where(district_summaries.c.administration_id.in_(administration_ids), ~is_superseded.exists())
        .order_by(district_summaries.c.administration_id)
    )
    return (await session.scalars(statement)).all()


async def select_instruments(
    session: AsyncSession, *, administration_ids: Sequence[UUID]
) -> Sequence[dict[str, object]]:
    """Return the instruments that were answered: they lend results their wording."""
    used = select(administrations.c.instrument_id).where(administrations.c.id.in_(administration_ids))
    statement = select(instruments.c.document).where(instruments.c.id.in_(used)).order_by(instruments.c.id)
    return (await session.scalars(statement)).all()


async def select_piece_bytes(session: AsyncSession, *, export_id: UUID, name: str) -> int | None:
    """How long the pieces of a file are, but for the last; None where there is none."""
    statement = select(func.octet_length(export_chunks.c.data)).where(
        export_chunks.c.export_id == export_id, export_chunks.c.name == name, export_chunks.c.position == 0
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def select_piece(session: AsyncSession, *, export_id: UUID, name: str, position: int) -> bytes | None:
    """Return one piece of a file."""
    statement = select(export_chunks.c.data).where(
        export_chunks.c.export_id == export_id,
        export_chunks.c.name == name,
        export_chunks.c.position == position,
    )
    return (await session.execute(statement)).scalar_one_or_none()
