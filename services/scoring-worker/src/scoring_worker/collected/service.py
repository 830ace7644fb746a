"""Takes uploaded files in: all of their lines, or none, and the files are gone afterwards."""

import asyncio
import secrets
from collections.abc import Sequence
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.collected import queries
from scoring_worker.collected.matching import Candidate, SchoolIndex
from scoring_worker.collected.queries import Upload
from scoring_worker.collected.reading import Read, read_files
from scoring_worker.imports import CollectedSchool, ImportRefused
from scoring_worker.logs import WorkerError
from scoring_worker.release.blocks import careless_count_of_lines
from scoring_worker.release.durability import vacuum
from scoring_worker.release.random_rounding import kept_count
from scoring_worker.stored_instrument import instrument_of
from survey_core.instruments import Instrument
from survey_core.tables.admin import imports

_SHOW_PROGRESS_EVERY_S = 0.5
_DIGEST_SECRET_BYTES = 32

log = structlog.get_logger(__name__)


class ChangedMeanwhile(WorkerError):
    """A participation was released while its import was read; nothing of the import was taken."""


async def import_waiting(engine: AsyncEngine) -> int:
    """Take in every import that waits; one that fails does not stop the next.

    Args:
        engine: login releaser.

    Returns:
        How many were taken in; their participations now wait for the reconciler.
    """
    async with engine.connect() as connection:
        waiting = await queries.unfinished(connection)
    done = 0
    for import_id in waiting:
        try:
            done += await _import_one(engine, import_id)
        except Exception:
            log.exception("an import failed and will be tried again", import_id=str(import_id))
    if waiting:
        await vacuum(engine, tables=[imports.name])  # the files held people's lines whole
    return done


async def _import_one(engine: AsyncEngine, import_id: UUID) -> bool:
    async with engine.connect() as lock:
        if not await queries.try_lock(lock, import_id):
            return False
        await lock.commit()
        try:
            return await _read_and_store(engine, import_id)
        finally:
            await queries.unlock(lock, import_id)


async def _read_and_store(engine: AsyncEngine, import_id: UUID) -> bool:
    async with engine.begin() as connection:
        upload = await queries.read_upload(connection, import_id)
        if upload is None:
            return False
        await queries.mark_running(connection, import_id)
        schools = await queries.candidates(connection, upload.administration_id)
    instrument = instrument_of(upload.instrument)
    try:
        read = await _read(engine, import_id, upload=upload, schools=schools, instrument=instrument)
    except ImportRefused as refused:
        errors = [error.as_dict() for error in refused.errors]
        async with engine.begin() as connection:
            await queries.refuse(connection, import_id, errors=errors, total=refused.total)
        log.info("import refused", import_id=str(import_id), errors=refused.total)
        return False
    async with engine.begin() as connection:
        for participation_id, members in _by_participation(schools).items():
            counts = {one: read.eligible[one] for one in members if one in read.eligible}
            await queries.correct_eligible(connection, participation_id, eligible=counts)
            await _store(connection, participation_id, read=read, instrument=instrument, k=upload.k)
        await queries.finish(connection, import_id, rows=read.rows)
    log.info("import done", import_id=str(import_id), rows=read.rows)
    return True


async def _read(
    engine: AsyncEngine,
    import_id: UUID,
    *,
    upload: Upload,
    schools: Sequence[Candidate],
    instrument: Instrument,
) -> Read:
    """Read the files in a thread while this one tells how far it is."""
    progress = _Progress()
    reporting = asyncio.create_task(progress.show(engine, import_id))
    try:
        return await asyncio.to_thread(
            read_files,
            responses_csv=upload.responses_csv,
            schools_csv=upload.schools_csv,
            instrument=instrument,
            index=SchoolIndex(schools),
            progress=progress.update,
        )
    finally:
        reporting.cancel()
        await asyncio.gather(reporting, return_exceptions=True)  # a count that was not shown harms nobody


async def _store(
    connection: AsyncConnection, participation_id: UUID, *, read: Read, instrument: Instrument, k: int
) -> None:
    """Release one participation; one without a line in the file had no responses."""
    if not await queries.release(connection, participation_id):
        raise ChangedMeanwhile(f"participation {participation_id} was released meanwhile")
    school = read.responses.get(participation_id)
    await queries.write_responses(
        connection,
        participation_id,
        blocks=_blocks(school, instrument),
        routing=school.routing if school else {},
        responses=school.responses if school else 0,
        careless_flagged=kept_count(careless_count_of_lines(school.answers.tolist(), k=k))
        if school
        else None,
        digest_secret=secrets.token_bytes(_DIGEST_SECRET_BYTES),
    )


def _by_participation(schools: Sequence[Candidate]) -> dict[UUID, list[UUID]]:
    """The schools of each participation."""
    found: dict[UUID, list[UUID]] = {}
    for school in schools:
        found.setdefault(school.participation_id, []).append(school.school_id)
    return found


def _blocks(school: CollectedSchool | None, instrument: Instrument) -> dict[str, list[list[int]]]:
    if school is None:
        return {factor.id: [] for factor in instrument.factors}
    return {factor: block.tolist() for factor, block in school.blocks(instrument).items()}


class _Progress:
    """Lines read, written by the reading thread and shown by the event loop."""

    def __init__(self) -> None:
        self._now = (0, 0)

    def update(self, done: int, total: int) -> None:
        """Note how far reading is; called from the reading thread."""
        self._now = (done, total)

    async def show(self, engine: AsyncEngine, import_id: UUID) -> None:
        """Write it to the import's row whenever it changed."""
        shown = self._now
        while True:
            await asyncio.sleep(_SHOW_PROGRESS_EVERY_S)
            if self._now != shown:
                shown = self._now
                async with engine.begin() as connection:
                    await queries.show_progress(connection, import_id, done=shown[0], total=shown[1])
