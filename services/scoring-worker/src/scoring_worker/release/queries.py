"""Statements of a release, one function each (login releaser)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from scoring_worker.release.blocks import Block
from scoring_worker.release.context import Subject
from scoring_worker.release.errors import MovedOn
from scoring_worker.release.opening import SealedRow
from scoring_worker.release.subgroups import Kept
from scoring_worker.stored_instrument import instrument_of
from survey_core.tables.admin import administrations, instruments, participations
from survey_core.tables.collector import sealed_responses, spent_passes
from survey_core.tables.issuer import access_codes, open_passes
from survey_core.tables.locks import participation_lock
from survey_core.tables.mail import mail_addresses, mail_queue, mail_reminders
from survey_core.tables.releaser import (
    answers,
    interim_responses,
    records,
    release_counts,
    routing_counts,
    subgroup_sums,
    withheld_tables,
)

#: Emptied by a release; what was in them must leave the tables' pages too.
EMPTIED_TABLES = (sealed_responses.name, access_codes.name, open_passes.name, interim_responses.name)


async def lock(connection: AsyncConnection, participation_id: UUID) -> None:
    """Wait until no intake transaction of this participation runs, and keep new ones out until commit."""
    await connection.execute(select(func.pg_advisory_xact_lock(participation_lock(participation_id))))


async def wait_for_standby_too(connection: AsyncConnection) -> None:
    """Make this transaction's commit return only when its WAL is flushed, also where a default says less."""
    await connection.execute(text("SET LOCAL synchronous_commit = on"))


async def limit_lock_wait(connection: AsyncConnection, *, timeout_ms: int) -> None:
    """Give up rather than hold everybody else up behind a lock that does not come."""
    await connection.execute(select(func.set_config("lock_timeout", f"{timeout_ms}ms", True)))  # noqa: FBT003 - SQL argument is_local


def is_due() -> ColumnElement[bool]:
    """Closed, grace time over by the database's clock, and no pass can be signed any more."""
    grace = func.make_interval(0, 0, 0, 0, administrations.c.grace_hours, type_=INTERVAL)
    return participations.c.issuer_key_destroyed & (administrations.c.closed_at + grace <= func.now())


async def read_subject(connection: AsyncConnection, participation_id: UUID) -> Subject:
    """Read the participation and lock its row, but not against intake, whose foreign key points to it."""
    statement = (
        select(
            participations.c.state,
            participations.c.eligible,
            participations.c.replacements_issued,
            participations.c.manifest,
            participations.c.pin,
            participations.c.sealed_length,
            instruments.c.document,
            func.coalesce(is_due(), False).label("due"),
        )
        .join_from(participations, administrations)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(participations.c.id == participation_id)
        .with_for_update(of=participations, key_share=True)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise MovedOn(f"participation {participation_id} was deleted")
    return Subject(
        state=row.state,
        eligible=row.eligible,
        replacements_issued=row.replacements_issued,
        manifest=row.manifest,
        pin=row.pin,
        sealed_length=row.sealed_length,
        instrument=instrument_of(row.document),
        due=row.due,
    )


async def read_sealed(connection: AsyncConnection, participation_id: UUID) -> list[SealedRow]:
    """Read every stored response of the participation."""
    statement = select(sealed_responses.c.pass_hash, sealed_responses.c.sealed).where(
        sealed_responses.c.participation_id == participation_id
    )
    return [
        SealedRow(pass_hash=row.pass_hash, sealed=row.sealed) for row in await connection.execute(statement)
    ]


async def count_issued(connection: AsyncConnection, participation_id: UUID) -> int:
    """Count signed passes: used codes, and for access `open` the passes themselves."""
    by_code = select(func.count()).where(
        access_codes.c.participation_id == participation_id, access_codes.c.blinded_hash.is_not(None)
    )
    by_number = select(func.count()).where(open_passes.c.participation_id == participation_id)
    total = select(by_code.scalar_subquery() + by_number.scalar_subquery())
    return int((await connection.execute(total)).scalar_one())


async def write_answers(
    connection: AsyncConnection, participation_id: UUID, *, blocks: Mapping[str, Block]
) -> None:
    """Write one row per factor."""
    rows = [
        {"participation_id": participation_id, "factor": factor, "block": block}
        for factor, block in blocks.items()
    ]
    await connection.execute(insert(answers), rows)


async def write_routing_counts(
    connection: AsyncConnection, participation_id: UUID, *, counts: Mapping[tuple[str, str], int]
) -> None:
    """Write how often each routing answer was given."""
    rows = [
        {"participation_id": participation_id, "question": question, "value": value, "n": n}
        for (question, value), n in counts.items()
    ]
    if rows:
        await connection.execute(insert(routing_counts), rows)


async def write_release_counts(
    connection: AsyncConnection,
    participation_id: UUID,
    *,
    accepted: int,
    rejected: int,
    issued: int,
    redeemed: int,
    replacements: int,
    careless_flagged: int | None,
    digest_secret: bytes,
) -> None:
    """Write what the release counted; `keyed` stays 0 until paper forms exist."""
    await connection.execute(
        insert(release_counts).values(
            participation_id=participation_id,
            accepted=accepted,
            rejected=rejected,
            issued=issued,
            redeemed=redeemed,
            replacements=replacements,
            careless_flagged=careless_flagged,
            digest_secret=digest_secret,
        )
    )


async def write_subgroups(connection: AsyncConnection, participation_id: UUID, *, kept: Kept) -> None:
    """Write what is kept of background questions; nothing where none was asked."""
    sums = [{"participation_id": participation_id, **asdict(one)} for one in kept.sums]
    withheld = [
        {"participation_id": participation_id, "question": question, "reason": "differencing"}
        for question in kept.withheld
    ]
    if sums:
        await connection.execute(insert(subgroup_sums), sums)
    if withheld:
        await connection.execute(insert(withheld_tables), withheld)


async def write_record(connection: AsyncConnection, participation_id: UUID, *, document: bytes) -> None:
    """Write the record that is served after publication."""
    await connection.execute(insert(records).values(participation_id=participation_id, document=document))


async def write_spent_passes(
    connection: AsyncConnection, participation_id: UUID, *, pass_hashes: Iterable[bytes]
) -> None:
    """Write the used passes in the order of their hashes, which tells nothing."""
    rows = [{"participation_id": participation_id, "pass_hash": value} for value in sorted(pass_hashes)]
    if rows:
        await connection.execute(insert(spent_passes), rows)


async def delete_sealed(connection: AsyncConnection, participation_id: UUID) -> None:
    """Delete the ciphertexts."""
    await connection.execute(
        delete(sealed_responses).where(sealed_responses.c.participation_id == participation_id)
    )


async def delete_codes(connection: AsyncConnection, participation_id: UUID) -> None:
    """Delete access codes' hashes and, for access `open`, the passes' numbers.

    What access by e-mail stored went at the close; had anything stayed, it goes here, unread.
    """
    for table in (access_codes, open_passes, mail_reminders, mail_queue, mail_addresses):
        await connection.execute(delete(table).where(table.c.participation_id == participation_id))


async def delete_interim_marks(connection: AsyncConnection, participation_id: UUID) -> None:
    """Delete which responses the interim revisions were made of."""
    await connection.execute(
        delete(interim_responses).where(interim_responses.c.participation_id == participation_id)
    )


async def state_of(connection: AsyncConnection, participation_id: UUID) -> str:
    """The participation's state; `deleted` where there is none any more."""
    statement = select(participations.c.state).where(participations.c.id == participation_id)
    return str(await connection.scalar(statement) or "deleted")


async def move(connection: AsyncConnection, participation_id: UUID, *, before: str, after: str) -> None:
    """Move the participation on, if nobody else did: a slow process must never move it back."""
    await connection.execute(
        update(participations)
        .where(participations.c.id == participation_id, participations.c.state == before)
        .values(state=after)
    )
