"""Statements on imports. The worker writes their outcome."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, imports

_COLUMNS = (
    imports.c.id,
    imports.c.administration_id,
    imports.c.state,
    imports.c.rows_total,
    imports.c.rows_done,
    imports.c.errors,
    imports.c.error_count,
)


async def insert_import(
    session: AsyncSession,
    *,
    district_id: UUID,
    administration_id: UUID,
    responses_csv: bytes,
    schools_csv: bytes | None,
) -> AnyRow:
    """Store uploaded files for the worker."""
    statement = (
        insert(imports)
        .values(
            district_id=district_id,
            administration_id=administration_id,
            responses_csv=responses_csv,
            schools_csv=schools_csv,
        )
        .returning(*_COLUMNS)
    )
    return (await session.execute(statement)).one()


async def select_import(session: AsyncSession, *, administration_id: UUID, import_id: UUID) -> AnyRow | None:
    """Return one import of an administration."""
    statement = select(*_COLUMNS).where(
        imports.c.administration_id == administration_id, imports.c.id == import_id
    )
    return (await session.execute(statement)).one_or_none()


async def select_imports(
    session: AsyncSession, *, administration_id: UUID, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the imports of an administration in order of id, starting after `after`."""
    statement = (
        select(*_COLUMNS)
        .where(imports.c.administration_id == administration_id)
        .order_by(imports.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(imports.c.id > after)
    return (await session.execute(statement)).all()


def responses_brought() -> ColumnElement[bool]:
    """Whether an import of the administration waits, runs or is done; a refused one counts for nothing."""
    brought = select(imports.c.id).where(
        imports.c.administration_id == administrations.c.id, imports.c.state != "refused"
    )
    return brought.exists()


async def has_import_in_force(session: AsyncSession, *, administration_id: UUID) -> bool:
    """Whether responses were brought into this administration."""
    statement = select(responses_brought()).where(administrations.c.id == administration_id)
    return bool(await session.scalar(statement))
