"""An interim release in rolling mode, in the opener process: mark some responses, publish all marked ones.

Nothing but the marks is stored: no rows, no items, no record. The revision is made of every marked response,
opened again in memory, so that a crash between the marks and the revision is made good by the next run.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import engine_for
from scoring_worker.publishing.interim_audit import Sizes, people_scored
from scoring_worker.publishing.queries import StoredAnswers
from scoring_worker.publishing.scoring import blocks_of
from scoring_worker.publishing.service import publish_interim_revision
from scoring_worker.release import interim_queries, queries
from scoring_worker.release.blocks import factor_blocks, routing_counts
from scoring_worker.release.context import Subject
from scoring_worker.release.key_custody import KeyCustody
from scoring_worker.release.opening import Opened, OpenedRow, open_all
from scoring_worker.release.rolling import Standing, choose, is_due
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role

_DIGEST_TAG = b"ics-interim-digest-v1"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, repr=False)
class Marked:
    """What an interim revision is made of, in memory only.

    Attributes:
        stored: the marked responses.
        sizes: people it speaks for, and people all responses so far do.
    """

    stored: StoredAnswers
    sizes: Sizes


@dataclass(frozen=True, repr=False)
class _Opening:
    subject: Subject
    opened: Opened
    scalar: bytes


async def publish_interim(
    participation_ids: Sequence[UUID], *, settings: ReleaseSettings, engine: AsyncEngine, keys: KeyCustody
) -> int:
    """Run the interim release of several participations in rolling mode.

    Args:
        participation_ids: open ones; whether one is due is decided here, with the responses that open.
        settings: for the reporter's address.
        engine: login releaser.
        keys: the opener keys.

    Returns:
        How many failed.
    """
    reporter = engine_for(Role.REPORTER, settings)
    failed = 0
    try:
        for participation_id in participation_ids:
            try:
                marked = await mark_and_read(participation_id, engine=engine, keys=keys)
                if marked is not None and not await publish_interim_revision(
                    reporter, participation_id, stored=marked.stored, sizes=marked.sizes
                ):
                    await _note_withheld(engine, participation_id)
            except Exception:
                failed += 1
                log.exception("interim release stopped", participation=str(participation_id))
    finally:
        await reporter.dispose()
    return failed


async def _note_withheld(engine: AsyncEngine, participation_id: UUID) -> None:
    async with engine.begin() as connection:
        await interim_queries.note_withheld(connection, participation_id)


async def mark_and_read(participation_id: UUID, *, engine: AsyncEngine, keys: KeyCustody) -> Marked | None:
    """Mark a random part of the waiting responses if it is time, and read all marked ones.

    Returns:
        What the revision is made of; None where nothing is marked or the window is not open.
    """
    async with engine.begin() as connection:
        await interim_queries.share_lock(connection, participation_id)
        opening = await _open(connection, participation_id, keys=keys)
        if opening is None:
            return None
        marks = await interim_queries.marks(connection, participation_id)
        done = await interim_queries.releases_done(connection, participation_id)
        waiting = {row.pass_hash for row in opening.opened.accepted} - marks
        standing = Standing(
            eligible=opening.subject.eligible,
            replacements=opening.subject.replacements_issued,
            waiting=len(waiting),
            marked=len(opening.opened.accepted) - len(waiting),
            done=done,
        )
        if is_due(standing):
            chosen = choose(waiting)
            await interim_queries.add_marks(connection, participation_id, pass_hashes=chosen)
            await interim_queries.count_release(connection, participation_id, done=done + 1)
            log.info("interim release", participation=str(participation_id), done=done + 1)
            marks |= set(chosen)
    rows = [row for row in opening.opened.accepted if row.pass_hash in marks]
    return _marked(opening, rows) if rows else None


async def _open(connection: AsyncConnection, participation_id: UUID, *, keys: KeyCustody) -> _Opening | None:
    subject = await queries.read_subject(connection, participation_id)
    if subject.state != "open":
        return None
    scalar = keys.scalar(participation_id)
    opened = open_all(
        await queries.read_sealed(connection, participation_id),
        scalar=scalar,
        pin=subject.pin,
        sealed_length=subject.sealed_length,
        instrument=subject.instrument,
        tables=subject.agreed.subgroup_tables,
    )
    return _Opening(subject=subject, opened=opened, scalar=scalar)


def _marked(opening: _Opening, rows: Sequence[OpenedRow]) -> Marked:
    stored, instrument = _stored(opening, rows), opening.subject.instrument
    everyone = _stored(opening, opening.opened.accepted)
    sizes = Sizes(
        now=people_scored(instrument, blocks_of(stored)),
        everyone=people_scored(instrument, blocks_of(everyone)),
    )
    return Marked(stored=stored, sizes=sizes)


def _stored(opening: _Opening, rows: Sequence[OpenedRow]) -> StoredAnswers:
    """The same shape a final release leaves in the database, but in memory only.

    The digest's secret is derived from the opener key, so that it stays the same over the interim revisions
    and dies with the key.
    """
    answers = [row.answers for row in rows]
    instrument = opening.subject.instrument
    return StoredAnswers(
        blocks=factor_blocks(instrument, answers),
        routing=routing_counts(instrument, answers),
        accepted=len(rows),
        digest_secret=hmac.new(opening.scalar, _DIGEST_TAG, hashlib.sha256).digest(),
    )
