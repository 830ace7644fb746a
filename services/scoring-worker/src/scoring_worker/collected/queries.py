"""Statements of an import, one function each (login releaser)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.collected.matching import Candidate
from scoring_worker.release.blocks import Block
from survey_core.tables.admin import (
    administrations,
    imports,
    instruments,
    participation_schools,
    participations,
    schools,
)
from survey_core.tables.locks import participation_lock
from survey_core.tables.releaser import answers, release_counts, routing_counts

#: What is collected elsewhere has no window: its schools stay drafts until they are released.
_BEFORE_RELEASE = "draft"


@dataclass(frozen=True, repr=False)
class Upload:
    """An import that waits for the worker."""

    administration_id: UUID
    k: int
    responses_csv: bytes
    schools_csv: bytes | None
    instrument: dict[str, Any]


async def unfinished(connection: AsyncConnection) -> Sequence[UUID]:
    """Imports nobody has finished, oldest first; one that a crash left `running` is among them."""
    statement = select(imports.c.id).where(imports.c.state.in_(["waiting", "running"])).order_by(imports.c.id)
    return (await connection.scalars(statement)).all()


async def try_lock(connection: AsyncConnection, import_id: UUID) -> bool:
    """Take an import for as long as this connection lives; False when another worker has it."""
    return bool(await connection.scalar(select(func.pg_try_advisory_lock(participation_lock(import_id)))))


async def unlock(connection: AsyncConnection, import_id: UUID) -> None:
    """Give it back."""
    await connection.execute(select(func.pg_advisory_unlock(participation_lock(import_id))))


async def read_upload(connection: AsyncConnection, import_id: UUID) -> Upload | None:
    """Read the files; None when somebody finished the import meanwhile."""
    statement = (
        select(
            imports.c.administration_id,
            administrations.c.k,
            imports.c.responses_csv,
            imports.c.schools_csv,
            instruments.c.document,
        )
        .join_from(imports, administrations, administrations.c.id == imports.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(imports.c.id == import_id, imports.c.state.in_(["waiting", "running"]))
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    return Upload(
        administration_id=row.administration_id,
        k=row.k,
        responses_csv=row.responses_csv,
        schools_csv=row.schools_csv,
        instrument=row.document,
    )


async def candidates(connection: AsyncConnection, administration_id: UUID) -> list[Candidate]:
    """Schools of the administration that have not been released, those reported together one by one."""
    statement = (
        select(participations.c.id, schools.c.id.label("school_id"), schools.c.name, schools.c.external_ids)
        .join_from(
            participations,
            participation_schools,
            participation_schools.c.participation_id == participations.c.id,
        )
        .join(schools, schools.c.id == participation_schools.c.school_id)
        .where(
            participations.c.administration_id == administration_id,
            participations.c.state == _BEFORE_RELEASE,
        )
    )
    return [
        Candidate(
            participation_id=row.id,
            school_id=row.school_id,
            name=row.name,
            external_ids=tuple(entry["value"] for entry in row.external_ids),
        )
        for row in await connection.execute(statement)
    ]


async def show_progress(connection: AsyncConnection, import_id: UUID, *, done: int, total: int) -> None:
    """Tell whoever waits how far reading is."""
    await connection.execute(
        update(imports).where(imports.c.id == import_id).values(rows_done=done, rows_total=total)
    )


async def mark_running(connection: AsyncConnection, import_id: UUID) -> None:
    """Reading begins."""
    await connection.execute(
        update(imports).where(imports.c.id == import_id).values(state="running", rows_done=0)
    )


async def refuse(
    connection: AsyncConnection, import_id: UUID, *, errors: list[dict[str, Any]], total: int
) -> None:
    """Write what is wrong and drop the files."""
    await connection.execute(
        update(imports)
        .where(imports.c.id == import_id)
        .values(
            state="refused",
            errors=errors,
            error_count=total,
            rows_done=0,
            responses_csv=None,
            schools_csv=None,
        )
    )


async def finish(connection: AsyncConnection, import_id: UUID, *, rows: int) -> None:
    """Mark the import done and drop the files."""
    await connection.execute(
        update(imports)
        .where(imports.c.id == import_id)
        .values(state="done", rows_total=rows, rows_done=rows, responses_csv=None, schools_csv=None)
    )


async def correct_eligible(
    connection: AsyncConnection, participation_id: UUID, *, eligible: Mapping[UUID, int]
) -> None:
    """Set how many people may answer at schools of a participation, and the sum of all its schools."""
    own = participation_schools.c.participation_id == participation_id
    for school_id, n in eligible.items():
        await connection.execute(
            update(participation_schools)
            .where(own, participation_schools.c.school_id == school_id)
            .values(eligible=n)
        )
    known = participation_schools.c.eligible
    total = select(case((func.count() == func.count(known), func.sum(known)))).where(own).scalar_subquery()
    await connection.execute(
        update(participations).where(participations.c.id == participation_id).values(eligible=total)
    )


async def release(connection: AsyncConnection, participation_id: UUID) -> bool:
    """Move a participation to released; False if it is too late."""
    statement = (
        update(participations)
        .where(participations.c.id == participation_id, participations.c.state == _BEFORE_RELEASE)
        .values(state="released")
        .returning(participations.c.id)
    )
    return await connection.scalar(statement) is not None


async def write_responses(
    connection: AsyncConnection,
    participation_id: UUID,
    *,
    blocks: Mapping[str, Block],
    routing: Mapping[str, Mapping[str, int]],
    responses: int,
    careless_flagged: int | None,
    digest_secret: bytes,
) -> None:
    """Write what a release would have written; no pass was ever issued."""
    rows = [
        {"participation_id": participation_id, "factor": f, "block": block} for f, block in blocks.items()
    ]
    await connection.execute(insert(answers), rows)
    counts = [
        {"participation_id": participation_id, "question": question, "value": value, "n": n}
        for question, given in routing.items()
        for value, n in given.items()
    ]
    if counts:
        await connection.execute(insert(routing_counts), counts)
    await connection.execute(
        insert(release_counts).values(
            participation_id=participation_id,
            accepted=responses,
            rejected=0,
            issued=0,
            redeemed=0,
            replacements=0,
            careless_flagged=careless_flagged,
            digest_secret=digest_secret,
        )
    )
