"""The third positive control: the product's own release, but for one step: blocks are not sorted."""

import asyncio

from pydantic import SecretStr

from infra.demo.faculty import Sheet
from scoring_worker.db import engine_for
from scoring_worker.release import queries
from scoring_worker.release.context import Release
from scoring_worker.release.driver import Step, run_steps
from scoring_worker.release.due import due_for_release
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.steps import RELEASE_STEPS, SHRED_STEPS, write_answers
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role
from tests.privacy.linkage.people import lines_of
from tests.privacy.linkage.survey import Survey, ids
from tests.privacy.linkage.system import System


async def release_unsorted(system: System, survey: Survey) -> None:
    """Release every wave as the product does, but for the sorting."""
    home = system.stack.home
    settings = ReleaseSettings(
        database_url=SecretStr(system.stack.database_url),
        role_secret_file=home.role_secret_file,
        opener_key_dir=home.opener_keys,
        kek_dir=home.keks,
    )
    engine = engine_for(Role.RELEASER, settings)
    try:
        # The API is still destroying its keys; a database has no event for it.
        while not set(ids(survey)) <= set(await due_for_release(engine)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        for participation_id in ids(survey):
            async with engine.connect() as connection:
                release = Release(
                    participation_id=participation_id,
                    engine=engine,
                    connection=connection,
                    keys=KeyStore(opener_dir=home.opener_keys, kek_dir=home.keks),
                    durability="local",
                )
                await run_steps(_steps(), release, after_step=lambda _: None)
    finally:
        await engine.dispose()


async def _write_as_they_come(release: Release) -> None:
    """In the order in which they were opened: by pass hash."""
    instrument = release.require_subject().instrument
    sheets = [Sheet(one.answers, one.routing, one.language) for one in release.require_answers()]
    blocks = {
        factor.id: [list(line) for line in lines if line]
        for factor, lines in zip(instrument.factors, lines_of(instrument, sheets), strict=True)
    }
    await queries.write_answers(release.connection, release.participation_id, blocks=blocks)


def _steps() -> list[Step]:
    steps = (*RELEASE_STEPS, *SHRED_STEPS)
    return [_write_as_they_come if step is write_answers else step for step in steps]
