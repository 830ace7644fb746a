"""Statements of deletions. Row-level security decides what exists; rows go by their foreign keys."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Table,
    case,
    delete,
    distinct,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import (
    administrations,
    districts,
    imports,
    instruments,
    participation_schools,
    participations,
)
from survey_core.tables.changes import changes, deletions, removed_participations
from survey_core.tables.locks import participation_lock
from survey_core.tables.outbox import outbox_events
from survey_core.tables.reporter import profiles

PROFILE_DELETED: Final = "profile.deleted.v1"


async def lock_district(session: AsyncSession, district_id: UUID) -> bool:
    """Keep a district from changing, and from getting anything new; False where there is none."""
    statement = select(districts.c.id).where(districts.c.id == district_id).with_for_update()
    return await session.scalar(statement) is not None


async def lock_administrations(session: AsyncSession, of: ColumnElement[bool]) -> Sequence[AnyRow]:
    """Return administrations that nobody else changes, or adds anything to, until the transaction ends."""
    statement = (
        select(administrations.c.id, administrations.c.district_id, administrations.c.state)
        .where(of)
        .order_by(administrations.c.id)
        .with_for_update()
    )
    return (await session.execute(statement)).all()


async def wait_for_work(session: AsyncSession, of: ColumnElement[bool], *, at_most_ms: int) -> None:
    """Wait for intake, releases and imports that are under way, and keep new ones out until the end.

    Raises:
        sqlalchemy.exc.DBAPIError: one of them takes longer (SQLSTATE 55P03).
    """
    parts = select(participations.c.id).join_from(participations, administrations).where(of)
    files = select(imports.c.id).join_from(imports, administrations).where(of)
    found = await session.scalars(parts.union(files))
    await session.execute(
        text("SELECT set_config('lock_timeout', :limit, true)"), {"limit": f"{at_most_ms}ms"}
    )
    for one in sorted(found.all()):
        await session.execute(select(func.pg_advisory_xact_lock(participation_lock(one))))


async def select_states(session: AsyncSession, of: ColumnElement[bool]) -> set[str]:
    """Return the states that participations are in."""
    statement = select(participations.c.state).join_from(participations, administrations).where(of).distinct()
    return set((await session.scalars(statement)).all())


async def count(
    session: AsyncSession, *, tables: Mapping[str, Table], kind: str, subject: UUID
) -> dict[str, int]:
    """Return how many there are of each kind of thing, and profiles besides their revisions."""
    found = {}
    for label, table in tables.items():
        found[label] = await _count(session, table, func.count(), kind=kind, subject=subject)
    one_each = func.count(distinct(profiles.c.id))
    found["profiles"] = await _count(session, profiles, one_each, kind=kind, subject=subject)
    return dict(sorted(found.items()))


async def _count(
    session: AsyncSession, table: Table, expression: ColumnElement[int], *, kind: str, subject: UUID
) -> int:
    of = belongs_to(table, kind=kind, subject=subject)
    return int(await session.scalar(select(expression).select_from(table).where(of)) or 0)


def belongs_to(table: Table, *, kind: str, subject: UUID) -> ColumnElement[bool]:
    """Whether a row goes with an administration or a district, by the column that says so."""
    for column in (f"{kind}_id", f"{kind}_ids"):
        if column in table.c:
            own: ColumnElement[bool] = (
                table.c[column] == subject if column.endswith("_id") else table.c[column].contains([subject])
            )
            return own
    if table.name == f"{kind}s":
        return table.c.id == subject
    of = participations.c[f"{kind}_id"] == subject
    return table.c.participation_id.in_(select(participations.c.id).where(of))


async def note_participations(session: AsyncSession, of: ColumnElement[bool]) -> None:
    """Write down whose keys have to go, and what was published of whom: it counts for the 90 days (R6)."""
    member = participation_schools.c.school_id
    members = (
        select(func.array_agg(aggregate_order_by(member, member)))
        .where(participation_schools.c.participation_id == participations.c.id)
        .scalar_subquery()
    )
    published = select(profiles.c.id).where(profiles.c.participation_id == participations.c.id).exists()
    last = func.coalesce(administrations.c.closed_at, administrations.c.closes_no_later_than)
    rows: dict[str, Any] = {
        "participation_id": participations.c.id,
        "district_id": participations.c.district_id,
        "administration_id": participations.c.administration_id,
        "school_ids": func.coalesce(members, text("'{}'::uuid[]")),
        "instrument": instruments.c.instrument,
        "opens_at": case((published, administrations.c.opens_at)),
        "ends_at": case((published, last)),
    }
    statement = (
        select(*rows.values())
        .join_from(participations, administrations)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(of)
    )
    await session.execute(
        insert(removed_participations).from_select(list(rows), statement, include_defaults=False)
    )


async def announce_profiles(session: AsyncSession, administration_id: UUID) -> None:
    """Put an event into the outbox for each published profile of an administration."""
    data = func.jsonb_build_object(
        *("district", changes.c.district_id, "administration", changes.c.administration_id),
        *("profile", changes.c.subject, "revision", changes.c.revision, "school", changes.c.school_id),
    )
    events = (
        select(text(f"'{PROFILE_DELETED}'"), data)
        .where(
            changes.c.document == "profile",
            changes.c.administration_id == administration_id,
            changes.c.deleted.is_(False),
        )
        .order_by(changes.c.position)
    )
    await session.execute(insert(outbox_events).from_select(["type", "data"], events, include_defaults=False))


async def delete_subject(session: AsyncSession, table: Table, subject: UUID) -> None:
    """Delete a row, and with it all that belongs to it."""
    await session.execute(delete(table).where(table.c.id == subject))


async def insert_deletion(session: AsyncSession, **values: Any) -> None:
    """Remember that something was deleted."""
    await session.execute(insert(deletions).values(values))


async def select_deletion(session: AsyncSession, *, kind: str, subject: UUID) -> AnyRow | None:
    """Return what was deleted."""
    statement = select(deletions).where(deletions.c.id == subject, deletions.c.kind == kind)
    return (await session.execute(statement)).one_or_none()


async def select_with_keys(session: AsyncSession) -> Sequence[UUID]:
    """Return participations that went and whose issuer and mail keys may still be there."""
    gone = removed_participations.c.issuer_keys_gone.is_(False)
    return (await session.scalars(select(removed_participations.c.participation_id).where(gone))).all()


async def mark_keys_gone(session: AsyncSession, participation_ids: Sequence[UUID]) -> None:
    """Note that they are gone."""
    statement = update(removed_participations).where(
        removed_participations.c.participation_id.in_(participation_ids)
    )
    await session.execute(statement.values(issuer_keys_gone=True))
