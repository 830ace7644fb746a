"""Publishing profiles: only where the keys are gone, and only when published content changed."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import in_district, over_all_districts
from scoring_worker.districts.core import DistrictCore
from scoring_worker.profiles.assemble import derive_profile, pooled_sds
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.profiles.context import ProfileContext
from scoring_worker.publishing import queries, revisions, writes
from scoring_worker.publishing.district import released_district
from scoring_worker.publishing.earlier import earlier_profile
from scoring_worker.publishing.interim_audit import Sizes, may_be_published
from scoring_worker.publishing.queries import ParticipationRow, StoredAnswers
from scoring_worker.publishing.scoring import PooledSds, blocks_of, context_of, score
from scoring_worker.stored_instrument import instrument_of
from survey_core.contracts.profile import ProfileDocument, same_content
from survey_core.disclosure import SchoolCore

log = structlog.get_logger(__name__)


async def publish_shredded(engine: AsyncEngine) -> None:
    """Publish every participation that waits for nothing else; one administration failing stops no other.

    Args:
        engine: login reporter.
    """
    async with over_all_districts(engine) as connection:
        administrations = await queries.with_shredded(connection)
    for administration_id, district_id in administrations.items():
        try:
            await _publish_administration(engine, administration_id, district_id=district_id)
        except Exception:
            log.exception("publishing failed and will be tried again", administration=str(administration_id))


async def publish_interim_revision(
    engine: AsyncEngine, participation_id: UUID, *, stored: StoredAnswers, sizes: Sizes
) -> bool:
    """Publish an interim revision of a participation that is still open (rolling mode).

    Args:
        engine: login reporter.
        participation_id: an open one.
        stored: the marked responses, from memory.
        sizes: how many people it and the final release speak for.

    Returns:
        False where it was withheld, because it could be subtracted from another release (R7).
    """
    async with over_all_districts(engine) as connection:
        district_id = await queries.district_of(connection, participation_id)
    async with in_district(engine, district_id) as connection:
        row = await queries.participation(connection, participation_id)
        if row.state != "open":
            return True
        return await _write_revision(connection, row, stored, pooled={}, interim=sizes)


async def _publish_administration(engine: AsyncEngine, administration_id: UUID, *, district_id: UUID) -> None:
    async with in_district(engine, district_id) as connection:
        released = await queries.with_answers(connection, administration_id)
        pooled = await _pool(connection, released)
        district = await released_district(connection, administration_id, released, pooled=pooled)
    for row in released:
        if row.state == "shredded":
            await _publish_final(engine, row, pooled=pooled, district=district)


async def _publish_final(
    engine: AsyncEngine, read: ParticipationRow, *, pooled: PooledSds, district: DistrictCore | None
) -> None:
    async with in_district(engine, read.district_id) as connection:
        row = await queries.participation(connection, read.id)
        if row.state != "shredded":
            return
        stored = await queries.stored_answers(connection, row.id)
        await _write_revision(connection, row, stored, pooled=pooled, district=district)
        await writes.mark_published(connection, row.id)
        await writes.close_administration(connection, row.administration_id)


async def _write_revision(
    connection: AsyncConnection,
    row: ParticipationRow,
    stored: StoredAnswers,
    *,
    pooled: PooledSds,
    interim: Sizes | None = None,
    district: DistrictCore | None = None,
) -> bool:
    """Append a revision and its event, unless the newest one publishes the same.

    Returns:
        False for an interim release that the auditor withholds.
    """
    newest = await queries.latest_revision(connection, row.id)
    context = context_of(
        row,
        stored,
        profile_id=newest.profile_id if newest else await writes.new_profile_id(connection),
        revision=newest.revision + 1 if newest else 1,
        interim=interim is not None,
    )
    # An interim revision shows no change, whatever came before.
    earlier = None if interim else await earlier_profile(connection, row)
    document, core = await asyncio.to_thread(
        _build, row, stored, context=context, pooled=pooled, earlier=earlier, district=district
    )
    if newest is not None and same_content(document, newest.document):
        return True
    if interim is not None:
        earlier_cores = await queries.interim_cores(connection, row.id)
        if not may_be_published(core, earlier=earlier_cores, sizes=interim):
            log.info("interim release withheld", participation=str(row.id))
            return False
    await revisions.append(connection, row, document, core=core)
    log.info("profile published", participation=str(row.id), revision=context.revision)
    return True


async def _pool(connection: AsyncConnection, released: Sequence[ParticipationRow]) -> PooledSds:
    """Pool the within-school SDs over every released school of one administration."""
    if not released:
        return {}
    schools = [blocks_of(await queries.stored_answers(connection, row.id)) for row in released]
    return await asyncio.to_thread(pooled_sds, instrument_of(released[0].instrument), schools=schools)


def _build(
    row: ParticipationRow,
    stored: StoredAnswers,
    *,
    context: ProfileContext,
    pooled: PooledSds,
    earlier: EarlierProfile | None,
    district: DistrictCore | None,
) -> tuple[ProfileDocument, SchoolCore]:
    scored = score(row, stored, context=context, pooled=pooled)
    document = derive_profile(
        scored.core,
        instrument=instrument_of(row.instrument),
        context=context,
        digest=scored.digest,
        earlier=earlier,
        district=district,
    )
    return document, scored.core
