"""Gathering: surveys of every size, their copies, and the same from systems without the protection."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from infra.demo.faculty import Sheet
from scoring_worker.release.key_store import KeyStore
from survey_core.instruments import Instrument, shipped
from tests.fixtures.places import short_directory
from tests.privacy.linkage import kept_keys, logs, survey, unsorted
from tests.privacy.linkage.chance import Score
from tests.privacy.linkage.copies import Copies
from tests.privacy.linkage.guessing import Places, places
from tests.privacy.linkage.own_dump import Findings, examine
from tests.privacy.linkage.people import lifelike_sheets, unrelated_sheets
from tests.privacy.linkage.plain import usual_way
from tests.privacy.linkage.plan import Group, plan_of
from tests.privacy.linkage.survey import INSTRUMENT, Survey, Wave
from tests.privacy.linkage.system import System, running
from tests.privacy.linkage.theft import Thief
from tests.privacy.linkage.traces import Trace
from tests.privacy.scale import Scale

BACKUPS = 3
SEED = 20261122


@dataclass(frozen=True)
class Faculties:
    """Everything about the waves of one size.

    Attributes:
        n_people: in each wave.
        traces: what the thief of Throughline's copies has, one a wave.
        usual: the same of the usual way.
        code_to_answers: with the key store copied while open.
        pass_to_answers: the same, from pass hashes.
        in_logs: share of the people named in any log.
        in_backup: the same in a dump taken while open, where all are.
        dump: what an outsider's look at the dump after the release says.
        leftovers: what was still found in free pages after the release, in words.
        seconds: what it took.
    """

    n_people: int
    traces: list[Trace]
    usual: list[Trace]
    code_to_answers: list[Score]
    pass_to_answers: list[Score]
    in_logs: float
    in_backup: float
    dump: Findings
    leftovers: str
    seconds: float


@dataclass(frozen=True)
class Evidence:
    """All of it; `unsorted` and `lifelike` as in the plan.

    Attributes:
        unsorted_dump: what an outsider's look at the dump after the unsorted release says.
    """

    faculties: list[Faculties]
    unsorted: list[Trace]
    unsorted_dump: Findings
    lifelike: list[Trace]


@dataclass(frozen=True)
class Haul:
    """One group of waves and what was stolen of it."""

    survey: Survey
    thief: Thief
    keys: KeyStore
    copies: Copies

    def traces(self) -> list[Trace]:
        """Per wave."""
        return [_trace(wave, self.copies, self.survey.instrument) for wave in self.survey.waves]


async def gather(scale: Scale) -> Evidence:
    """Run everything on one system of its own."""
    plan = plan_of(scale)
    with running() as system, short_directory() as directory:
        faculties = [await _faculties(system, group, directory) for group in plan.faculties]
        sheets = _sheets(plan.unsorted, kind="unsorted")
        careless = await _conduct(system, sheets, name="unsorted", directory=directory, sort=False)
        lifelike = []
        if plan.lifelike is not None:
            sheets = _sheets(plan.lifelike, kind="lifelike")
            lifelike = (await _conduct(system, sheets, name="lifelike", directory=directory)).traces()
        return Evidence(
            faculties=faculties,
            unsorted=careless.traces(),
            unsorted_dump=examine(careless.thief.last_dump),
            lifelike=lifelike,
        )


async def _faculties(system: System, group: Group, directory: Path) -> Faculties:
    start, name = time.monotonic(), f"n{group.n_people}"
    haul = await _conduct(system, _sheets(group, kind="unrelated"), name=name, directory=directory)
    waves, traces, instrument = haul.survey.waves, haul.traces(), haul.survey.instrument
    opened = kept_keys.unseal(haul.thief.backups[-1], haul.keys, waves)
    generator = np.random.default_rng(SEED)
    return Faculties(
        n_people=group.n_people,
        traces=traces,
        usual=await usual_way(system, waves, instrument, file=directory / f"{name}-usual.sql"),
        code_to_answers=[
            kept_keys.code_to_answers(wave, trace, opened, instrument, generator=generator)
            for wave, trace in zip(waves, traces, strict=True)
        ],
        pass_to_answers=[
            kept_keys.pass_to_answers(wave, trace, opened, instrument)
            for wave, trace in zip(waves, traces, strict=True)
        ],
        in_logs=logs.share_named(system.stack.log_files(), waves),
        in_backup=logs.share_named(haul.thief.backups[-1:], waves),
        dump=examine(haul.thief.last_dump),
        leftovers=haul.copies.leftovers(),
        seconds=time.monotonic() - start,
    )


async def _conduct(
    system: System, sheets: Sequence[Sequence[Sheet]], *, name: str, directory: Path, sort: bool = True
) -> Haul:
    """From the first card to the last copy."""
    own = directory / name
    own.mkdir()
    thief = Thief(system, own)
    await thief.begin()
    operator, crowd = system.operator(), system.crowd()
    async with operator.http, crowd.http:
        waves = await survey.opened(operator, sheets, name=name)
        await survey.answer(waves, crowd, backups=BACKUPS, back_up=thief.back_up)
        keys = kept_keys.copy_keys(system.stack.home, to=own)
        if sort:
            await survey.close(waves, operator)
            await survey.wait_until_published(waves, operator)
        else:
            system.stack.stop_worker()
            await survey.close(waves, operator)
            await unsorted.release_unsorted(system, waves)
        copies = await thief.take_the_rest()
        if not sort:
            system.stack.start_worker()
    return Haul(survey=waves, thief=thief, keys=keys, copies=copies)


def _sheets(group: Group, *, kind: str) -> list[list[Sheet]]:
    instrument = shipped(INSTRUMENT)
    seeds = [f"{SEED}|{kind}|{group.n_people}|{wave}" for wave in range(group.n_waves)]
    if kind == "lifelike":
        return [lifelike_sheets(instrument, group.n_people, seed=seed) for seed in seeds]
    # In a control nobody is left out, so that a gap in a block does not hide the order.
    share = {"in_a_team": 1.0} if kind == "unsorted" else {}
    return [unrelated_sheets(instrument, group.n_people, seed=seed, **share) for seed in seeds]


def _trace(wave: Wave, copies: Copies, instrument: Instrument) -> Trace:
    def found(where: dict[bytes, float], names: Sequence[bytes]) -> Places:
        return places([where.get(name, float("nan")) for name in names])

    return Trace(
        codes={signal: found(where, wave.codes) for signal, where in copies.codes.items()},
        passes={signal: found(where, wave.passes) for signal, where in copies.passes.items()},
        blocks={
            signal: [blocks[wave.id].get(factor.id, []) for factor in instrument.factors]
            for signal, blocks in copies.blocks.items()
        },
        truth=wave.truth(instrument),
    )
