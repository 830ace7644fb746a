"""A release killed between every two of its steps, then the database too; what is left is counted."""

import asyncio
import signal

from tests.chaos import kills
from tests.fixtures.places import short_directory
from tests.fixtures.waves import closed_schools
from tests.privacy import ground
from tests.privacy.backstage import backstage
from tests.privacy.rows import Row
from tests.privacy.scale import Scale


async def attack(_scale: Scale) -> Row:
    """Kill, look, cut the database's power, restart, count; `tests/chaos` has the short form."""
    with ground.database() as url, short_directory() as directory:
        async with backstage(url, directory) as worker:
            waves = await kills.arrange(worker.database, worker.keys)
            otherwise = await asyncio.to_thread(kills.kill, waves, worker.settings)
            between = await kills.look_between(worker.database, worker.keys, waves)
        await asyncio.to_thread(_power_cut)
        async with backstage(url, directory) as worker:
            await worker.reconcile()
            toll = await kills.count(worker.database, worker.keys, waves)
    problems = [*otherwise, *between.problems, *toll.problems]
    return Row(
        name="crash during a release",
        adversary="crash",
        test="killed between every two steps, then the database; restarted: all responses once, no key left",
        n=len(kills.STEPS),
        chance=0,
        linked=toll.lost + toll.keys_left,
        bound=0,
        control=await _key_before_commit(),
        control_at_least=kills.RESPONSES,
        passed=not problems,
        note="; ".join(problems)
        or f"responses lost or doubled of {len(waves) * kills.RESPONSES}, keys left; "
        f"control: lost of {kills.RESPONSES} where the key goes before the commit",
    )


def _power_cut() -> None:
    """The database ends like everything else on the machine, and recovers from its log."""
    postgres = ground.template().postgres
    postgres.child.kill(signal.SIGKILL)
    postgres.start()


async def _key_before_commit() -> int:
    """The control: a release in the wrong order, interrupted; returns how many responses are lost."""
    with ground.database() as url, short_directory() as directory:
        async with backstage(url, directory) as worker:
            schools = await closed_schools(
                worker.database, worker.keys, names=["School"], responses=kills.RESPONSES
            )
            wave, submitted = schools[0]
            await kills.destroy_too_early(wave, worker.releaser, worker.keys)
            await worker.reconcile()
            return await kills.lost(worker.database, wave, submitted)
