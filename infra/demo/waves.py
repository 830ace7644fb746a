"""One administration from its cards to its published profiles, in either release mode."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.progress import Progress, TaskID

from infra.demo.faculty import Faculty, Sheet
from infra.demo.operator import Opened, Operator
from infra.demo.phones import Answered, Crowd, Phone
from infra.demo.plan import School, Wave

PATIENCE_S = 60.0
_LOOK_AGAIN_S = 0.3
# After that long without a new interim profile the missing ones wait for more answers (R7); see `claims`.
_SETTLED_S = 5.0
# Interim releases (anonymity.md): ten answers always wait, at least twenty before, and 40 % must be in.
_WAITING = 10
_RATE_PERCENT = 40


class TookTooLong(Exception):
    """Something the worker does in seconds did not happen."""


@dataclass
class Outcome:
    """What happened in one wave.

    Attributes:
        wave: as planned.
        administration: its id.
        opened: its participations.
        sheets: what the phones of a participation sent, by its id.
        answered: what they keep.
        interim: profiles seen while the window was open: (school name, revision) to document.
        profiles: the published ones at the end.
        summary: the district's.
        seconds: from the first card to the last profile.
    """

    wave: Wave
    administration: str = ""
    opened: Sequence[Opened] = ()
    sheets: dict[str, list[Sheet]] = field(default_factory=dict)
    answered: dict[str, list[Answered]] = field(default_factory=dict)
    interim: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    profiles: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def n_answers(self) -> int:
        """How many people answered."""
        return sum(len(each) for each in self.answered.values())


class Conductor:
    """Runs waves and shows how far they are."""

    def __init__(self, operator: Operator, crowd: Crowd, *, progress: Progress, seed: int) -> None:
        """Use an open API client, an open crowd and a progress display."""
        self._operator = operator
        self._crowd = crowd
        self._progress = progress
        self._seed = seed

    async def run(self, wave: Wave, *, district: str, schools: dict[str, School]) -> Outcome:
        """Conduct one administration.

        Raises:
            Refused: the API refused a step.
            RespondentError: a phone was refused.
            TookTooLong: the worker did not publish.
        """
        began = time.monotonic()
        outcome = Outcome(wave)
        task = self._progress.add_task(f"{wave.release_mode}: keys and cards", total=None)
        outcome.administration = await self._operator.create_administration(
            wave, district=district, schools=schools
        )
        outcome.opened = await self._operator.open(outcome.administration, schools=schools)
        total = sum(each.school.answering for each in outcome.opened)
        self._progress.update(task, description=f"{wave.release_mode}: people answer", total=total)
        interim = self._interim_task(outcome)
        for share in self._shares(outcome):
            await self._answer(outcome, share, task=task)
            if interim is not None:
                await self._watch_interim(outcome, task=interim)
        await self._operator.close(outcome.administration)
        await self._watch_release(outcome, district=district)
        outcome.seconds = time.monotonic() - began
        return outcome

    def _shares(self, outcome: Outcome) -> Iterator[list[tuple[Opened, int, int]]]:
        """Who answers before each look at the profiles: (participation, first person, one past the last)."""
        steps = [_interim_steps(each.school) for each in outcome.opened]
        if outcome.wave.release_mode == "sealed":
            steps = [[each.school.answering] for each in outcome.opened]
        for n in range(max(len(each) for each in steps)):
            yield [
                (opened, each[n - 1] if n else 0, each[n])
                for opened, each in zip(outcome.opened, steps, strict=True)
                if n < len(each)
            ]

    async def _answer(self, outcome: Outcome, share: list[tuple[Opened, int, int]], *, task: TaskID) -> None:
        phones = [
            Phone(opened.id, opened.pin, opened.cards[n].code, self._faculty(outcome, opened).sheet(n))
            for opened, first, end in share
            for n in range(first, end)
        ]
        phones.sort(key=lambda phone: phone.code)  # all schools in turn, as in life: codes are random
        kept = await self._crowd.answer(phones, done=lambda: self._progress.advance(task))
        for phone, each in zip(phones, kept, strict=True):
            outcome.sheets.setdefault(phone.participation, []).append(phone.sheet)
            outcome.answered.setdefault(phone.participation, []).append(each)

    def _faculty(self, outcome: Outcome, opened: Opened) -> Faculty:
        return Faculty(outcome.wave.instrument, seed=f"{self._seed}|{opened.school.name}")

    def _interim_task(self, outcome: Outcome) -> TaskID | None:
        if outcome.wave.release_mode != "rolling":
            return None
        total = sum(len(_interim_steps(opened.school)) - 1 for opened in outcome.opened)
        return self._progress.add_task("rolling: profiles updated while open", total=total)

    async def _watch_interim(self, outcome: Outcome, *, task: TaskID) -> None:
        """Wait until the worker has told every faculty with enough new answers, or tells no more."""
        expected = {
            (opened.school.name, revision)
            for opened in outcome.opened
            for revision in range(1, _interim_releases(opened.school, len(outcome.answered[opened.id])) + 1)
        }
        settled = time.monotonic() + _SETTLED_S
        while not expected <= outcome.interim.keys() and time.monotonic() < settled:
            await asyncio.sleep(_LOOK_AGAIN_S)
            seen = len(outcome.interim)
            for profile in await self._operator.profiles(outcome.administration):
                outcome.interim[profile["school"]["name"], profile["revision"]] = profile
            if len(outcome.interim) > seen:
                settled = time.monotonic() + _SETTLED_S
            self._progress.update(task, completed=len(outcome.interim))

    async def _watch_release(self, outcome: Outcome, *, district: str) -> None:
        """Wait for the last profile, and for the summary that the worker makes of them next."""
        task = self._progress.add_task(
            f"{outcome.wave.release_mode}: release and scores", total=len(outcome.opened)
        )
        deadline = time.monotonic() + PATIENCE_S
        while (summary := await self._operator.summary(outcome.administration, district=district)) is None:
            if time.monotonic() > deadline:
                raise TookTooLong("the administration was closed but not summarised; see the worker's log")
            await asyncio.sleep(_LOOK_AGAIN_S)
            self._progress.update(task, completed=await self._n_final(outcome))
        outcome.summary = summary
        outcome.profiles = await self._operator.profiles(outcome.administration)
        self._progress.update(task, completed=len(outcome.profiles))

    async def _n_final(self, outcome: Outcome) -> int:
        profiles = await self._operator.profiles(outcome.administration)
        return sum(not profile["participation"]["interim"] for profile in profiles)


def _interim_steps(school: School) -> list[int]:
    """How many people of a rolling wave have answered at each look: each time one more release is due."""
    first = -(-_RATE_PERCENT * school.eligible // 100) + _WAITING
    steps = [n for n in (first, first + _WAITING) if n < school.answering]
    return [*steps, school.answering]


def _interim_releases(school: School, n_answered: int) -> int:
    """How many interim releases of a school must have happened with so many answers in."""
    return sum(n <= n_answered for n in _interim_steps(school)[:-1])
