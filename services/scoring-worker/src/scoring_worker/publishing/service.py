"""Publishing profiles: only where the keys are gone, and only when published content changed."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.profiles import core_record
from scoring_worker.profiles.assemble import derive_profile, pooled_sds
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.profiles.context import Blocks, ProfileContext
from scoring_worker.profiles.scored import score_school
from scoring_worker.publishing import queries, writes
from scoring_worker.publishing.earlier import earlier_profile
from scoring_worker.publishing.queries import ParticipationRow, StoredAnswers
from scoring_worker.stored_instrument import instrument_of
from survey_core.contracts.events import ProfileData
from survey_core.contracts.profile import ProfileDocument, profile_bytes, same_content
from survey_core.disclosure import SchoolCore

PooledSds = Mapping[str, float | None]

log = structlog.get_logger(__name__)


async def publish_shredded(engine: AsyncEngine) -> None:
    """Publish every participation that waits for nothing else, administration by administration.

    Args:
        engine: login reporter.
    """
    async with engine.connect() as connection:
        administrations = await queries.with_shredded(connection)
    for administration_id in administrations:
        async with engine.connect() as connection:
            released = await queries.with_answers(connection, administration_id)
            pooled = await _pool(connection, released)
        for row in released:
            if row.state == "shredded":
                await _publish_final(engine, row.id, pooled=pooled)


async def publish_interim_revision(
    engine: AsyncEngine, participation_id: UUID, *, stored: StoredAnswers
) -> None:
    """Publish an interim revision of a participation that is still open (rolling mode).

    Args:
        engine: login reporter.
        participation_id: an open one.
        stored: the marked responses, from memory.
    """
    async with engine.begin() as connection:
        row = await queries.participation(connection, participation_id)
        if row.state == "open":
            await _write_revision(connection, row, stored, pooled={}, interim=True)


async def _publish_final(engine: AsyncEngine, participation_id: UUID, *, pooled: PooledSds) -> None:
    async with engine.begin() as connection:
        row = await queries.participation(connection, participation_id)
        if row.state != "shredded":
            return
        stored = await queries.stored_answers(connection, participation_id)
        await _write_revision(connection, row, stored, pooled=pooled, interim=False)
        await writes.mark_published(connection, participation_id)
        await writes.close_administration(connection, row.administration_id)


async def _write_revision(
    connection: AsyncConnection,
    row: ParticipationRow,
    stored: StoredAnswers,
    *,
    pooled: PooledSds,
    interim: bool,
) -> None:
    """Append a revision and its event, unless the newest one publishes the same."""
    newest = await queries.latest_revision(connection, row.id)
    context = _context(
        row,
        stored,
        profile_id=newest.profile_id if newest else await writes.new_profile_id(connection),
        revision=newest.revision + 1 if newest else 1,
        interim=interim,
    )
    # An interim revision shows no change, whatever came before.
    earlier = None if interim else await earlier_profile(connection, row)
    document, core = await asyncio.to_thread(
        _build, row, stored, context=context, pooled=pooled, earlier=earlier
    )
    if newest is not None and same_content(document, newest.document):
        return
    await _insert(connection, row, document, core=core)
    log.info("profile published", participation=str(row.id), revision=context.revision)


async def _insert(
    connection: AsyncConnection, row: ParticipationRow, document: ProfileDocument, *, core: SchoolCore
) -> None:
    raw = profile_bytes(document)
    profile_id = UUID(document.id)
    await writes.insert_revision(
        connection,
        row,
        profile_id=profile_id,
        revision=document.revision,
        released_on=document.released_on,
        scoring_version=document.scoring_version,
        input_digest=document.input_digest,
        etag=hashlib.sha256(raw).hexdigest(),
        document=raw,
        core=core_record.to_json(core),
    )
    await writes.announce(
        connection,
        ProfileData(
            administration=row.administration_id,
            participation=row.id,
            profile=profile_id,
            revision=document.revision,
        ),
    )


async def _pool(connection: AsyncConnection, released: Sequence[ParticipationRow]) -> PooledSds:
    """Pool the within-school SDs over every released school of one administration."""
    if not released:
        return {}
    schools = [_blocks(await queries.stored_answers(connection, row.id)) for row in released]
    return await asyncio.to_thread(pooled_sds, instrument_of(released[0].instrument), schools=schools)


def _build(
    row: ParticipationRow,
    stored: StoredAnswers,
    *,
    context: ProfileContext,
    pooled: PooledSds,
    earlier: EarlierProfile | None,
) -> tuple[ProfileDocument, SchoolCore]:
    instrument = instrument_of(row.instrument)
    scored = score_school(
        instrument=instrument,
        blocks=_blocks(stored),
        routing=_routing(stored),
        context=context,
        pooled_sd=pooled,
    )
    document = derive_profile(
        scored.core, instrument=instrument, context=context, digest=scored.digest, earlier=earlier
    )
    return document, scored.core


def _blocks(stored: StoredAnswers) -> Blocks:
    return {factor: np.array(block, dtype=np.int16) for factor, block in stored.blocks.items()}


def _routing(stored: StoredAnswers) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for (question, value), n in stored.routing.items():
        counts.setdefault(question, {})[value] = n
    return counts


def _context(
    row: ParticipationRow, stored: StoredAnswers, *, profile_id: UUID, revision: int, interim: bool
) -> ProfileContext:
    return ProfileContext(
        profile_id=str(profile_id),
        revision=revision,
        school_id=str(row.school_id),
        school_name=row.school_name,
        external_ids=tuple((entry["system"], entry["value"]) for entry in row.external_ids),
        administration_id=str(row.administration_id),
        eligible=row.eligible,
        responses=stored.accepted,
        replacements_issued=row.replacements_issued,
        access=row.access,
        k=row.k,
        interim=interim,
        released_on=datetime.now(UTC).date(),
        digest_secret=stored.digest_secret,
        synthetic=row.synthetic,
    )
