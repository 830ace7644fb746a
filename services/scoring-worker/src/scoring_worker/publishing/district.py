"""The summary of a district, and what its completion adds to the profiles of its schools.

Both come after the last profile of an administration, in one transaction; until it commits, the
administration is found again by its newest profile having no summary.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import in_district, over_all_districts
from scoring_worker.districts.comparison import compared_school
from scoring_worker.districts.core import DistrictCore, district_core
from scoring_worker.districts.reliability import district_reliability
from scoring_worker.districts.summary import CarelessCount, DistrictContext, district_summary
from scoring_worker.profiles import core_record
from scoring_worker.profiles.context import Blocks
from scoring_worker.publishing import district_queries, queries, revisions, withheld_queries
from scoring_worker.publishing.district_queries import AdministrationRow, NewestProfile
from scoring_worker.publishing.queries import ParticipationRow
from scoring_worker.publishing.scoring import PooledSds, blocks_of, context_of, score
from scoring_worker.stored_instrument import instrument_of
from survey_core.contracts.district import DistrictSummary, same_summary, summary_bytes
from survey_core.contracts.measures import Part, Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile, same_content
from survey_core.disclosure import SchoolCore

log = structlog.get_logger(__name__)


async def released_district(
    connection: AsyncConnection,
    administration_id: UUID,
    released: Sequence[ParticipationRow],
    *,
    pooled: PooledSds,
) -> DistrictCore | None:
    """The schools of an administration that waits for no other, so that profiles need no second revision.

    Returns:
        None while answers of another school are to come, or where a profile was published before cores were
        kept.
    """
    if not released or not await district_queries.is_complete(
        connection, administration_id, released=released
    ):
        return None
    newest = {
        row.participation_id: row.core
        for row in await district_queries.newest_profiles(connection, administration_id)
    }
    cores: dict[str, SchoolCore] = {}
    for row in released:
        if row.state == "published":
            record = newest.get(row.id)
            if record is None:
                return None
            cores[str(row.school_id)] = core_record.from_json(record)
        else:
            cores[str(row.school_id)] = await _scored_core(connection, row, pooled=pooled)
    return await asyncio.to_thread(district_core, instrument_of(released[0].instrument), cores)


async def _scored_core(
    connection: AsyncConnection, row: ParticipationRow, *, pooled: PooledSds
) -> SchoolCore:
    stored = await queries.stored_answers(connection, row.id)
    context = context_of(row, stored, profile_id=row.id, revision=1, interim=False)
    return (await asyncio.to_thread(score, row, stored, context=context, pooled=pooled)).core


async def publish_summaries(engine: AsyncEngine) -> None:
    """Summarise every administration whose profiles are all published; one failing stops no other.

    Args:
        engine: login reporter.
    """
    async with over_all_districts(engine) as connection:
        due = await district_queries.due(connection)
    for administration_id, district_id in due.items():
        try:
            async with in_district(engine, district_id) as connection:
                await _summarise(connection, administration_id)
        except Exception:
            log.exception("a summary failed and will be tried again", administration=str(administration_id))


async def _summarise(connection: AsyncConnection, administration_id: UUID) -> None:
    await district_queries.lock(connection, administration_id)
    if administration_id not in await district_queries.due(connection):
        return  # another worker was quicker
    of = await district_queries.administration(connection, administration_id)
    newest = await district_queries.newest_profiles(connection, administration_id)
    cores = {str(one.school_id): core_record.from_json(one.core or {}) for one in newest}
    core = await asyncio.to_thread(district_core, instrument_of(of.instrument), cores)
    today = datetime.now(UTC).date()
    rows = {row.id: row for row in await queries.with_answers(connection, administration_id)}
    await _complete_profiles(connection, rows, newest, core=core, today=today)
    await _write_summary(connection, of, rows.values(), core=core, today=today)


async def _complete_profiles(
    connection: AsyncConnection,
    rows: Mapping[UUID, ParticipationRow],
    newest: Sequence[NewestProfile],
    *,
    core: DistrictCore,
    today: date,
) -> None:
    """Append a revision of every profile that says more, or other, beside the other schools."""
    for profile in newest:
        school = str(profile.school_id)
        document = compared_document(profile.document, core=core, school=school, released_on=today)
        if not same_content(document, profile.document):
            row = rows[profile.participation_id]
            await revisions.append(connection, row, document, core=core.schools[school])
            log.info("profile compared", participation=str(row.id), revision=document.revision)


def compared_document(
    stored: bytes, *, core: DistrictCore, school: str, released_on: date
) -> ProfileDocument:
    """A published profile with its place among the schools brought up to date; nothing else changes."""
    beside = compared_school(core.schools[school], school=school, district=core)
    content: dict[str, Any] = orjson.loads(stored)
    for domain in content["domains"]:
        for factor in domain["factors"]:
            factor["shrunken_mean"] = _plain(beside[factor["id"]].shrunken_mean)
            factor["reference"] = _plain(beside[factor["id"]].reference)
    content |= {"revision": content["revision"] + 1, "released_on": released_on.isoformat()}
    return parse_profile(orjson.dumps(content))


def _plain(value: float | Part | Suppressed) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Part) else value


async def _write_summary(
    connection: AsyncConnection,
    of: AdministrationRow,
    rows: Iterable[ParticipationRow],
    *,
    core: DistrictCore,
    today: date,
) -> None:
    """Append a revision of the summary, unless the newest one publishes the same."""
    newest = await district_queries.newest_summary(connection, of.id)
    position = await district_queries.newest_position(connection, of.id)
    document = await _build(
        connection, of, rows, core=core, today=today, revision=newest.revision + 1 if newest else 1
    )
    if newest is not None and same_summary(document, newest.document):
        await district_queries.mark_current(
            connection, of.id, revision=newest.revision, profiles_position=position
        )
        return
    raw = summary_bytes(document)
    await district_queries.insert_summary(
        connection,
        of,
        revision=document.revision,
        released_on=document.released_on,
        scoring_version=document.scoring_version,
        etag=hashlib.sha256(raw).hexdigest(),
        document=raw,
        profiles_position=position,
    )
    log.info("district summarised", administration=str(of.id), revision=document.revision)


async def _build(
    connection: AsyncConnection,
    of: AdministrationRow,
    rows: Iterable[ParticipationRow],
    *,
    core: DistrictCore,
    today: date,
    revision: int,
) -> DistrictSummary:
    answers = await _answers(connection, rows, core)
    careless = await district_queries.careless_counts(connection, of.id)
    withheld = [
        *await withheld_queries.withheld_subgroups(connection, of.id),
        *await withheld_queries.withheld_interim_releases(connection, of.id),
    ]
    return district_summary(
        core,
        context=DistrictContext(
            district_id=str(of.district_id),
            name=of.district_name,
            administration_id=str(of.id),
            revision=revision,
            released_on=today,
            collected_elsewhere=of.access == "import",
            synthetic=of.synthetic,
            reporting_units=of.reporting_units,
        ),
        reliability=await asyncio.to_thread(district_reliability, core, answers=answers),
        careless={
            str(school): CarelessCount(flagged=flagged, people=people)
            for school, (flagged, people) in careless.items()
        },
        withheld=withheld,
    )


async def _answers(
    connection: AsyncConnection, rows: Iterable[ParticipationRow], core: DistrictCore
) -> Mapping[str, Blocks]:
    """The answers of the included schools: only reliability needs them, and rounds it at once."""
    return {
        str(row.school_id): blocks_of(await queries.stored_answers(connection, row.id))
        for row in rows
        if str(row.school_id) in core.included
    }
