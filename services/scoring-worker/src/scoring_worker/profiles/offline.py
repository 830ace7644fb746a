"""Scoring responses collected elsewhere, without a server: profiles and statistics of every school."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from scoring_worker.imports import Collected, CollectedSchool, ListedSchool
from scoring_worker.profiles.assemble import build_profile, pooled_sds
from scoring_worker.profiles.context import ProfileContext
from scoring_worker.profiles.statistics import (
    DistrictSums,
    SchoolAnswers,
    district_sums,
    school_statistics,
)
from survey_core.contracts.profile import ProfileDocument
from survey_core.instruments import Instrument

ADMINISTRATION = "collected-elsewhere"
"""Stands where a server would name the administration."""


@dataclass(frozen=True, kw_only=True)
class OfflineOptions:
    """What a run of the command may choose.

    Attributes:
        k: fewest people anything is shown for.
        released_on: date in the profiles.
        digest_secret: 32 bytes.
    """

    k: int
    released_on: date
    digest_secret: bytes


@dataclass(frozen=True, kw_only=True)
class OfflineDistrict:
    """All schools of one run.

    Attributes:
        instrument: that was answered.
        collected: the responses.
        listed: the list of schools, None without one: then nobody knows how many were eligible.
    """

    instrument: Instrument
    collected: Collected
    listed: Mapping[str, ListedSchool] | None

    @property
    def codes(self) -> list[str]:
        """Every school that responded or is listed, sorted."""
        return sorted({*self.collected.schools, *(self.listed or {})})

    def profiles(self, options: OfflineOptions) -> Iterator[ProfileDocument]:
        """Build one published profile a school, in the order of `codes`."""
        blocks = {code: self._school(code).blocks(self.instrument) for code in self.codes}
        pooled = pooled_sds(self.instrument, schools=list(blocks.values()))
        for code in self.codes:
            yield build_profile(
                instrument=self.instrument,
                blocks=blocks[code],
                routing=self._school(code).routing,
                context=self._context(code, options),
                pooled_sd=pooled,
            )

    def statistics(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Compute each school's statistics, unsuppressed, in the order of `codes`."""
        found = school_statistics(self.instrument, self._all_answers(), district=self._sums)
        yield from zip(self.codes, found, strict=True)

    def district(self) -> dict[str, Any]:
        """Compute the statistics that need all schools together."""
        return self._sums.entry()

    @cached_property
    def _sums(self) -> DistrictSums:
        return district_sums(self.instrument, self._all_answers())

    def _all_answers(self) -> Iterator[SchoolAnswers]:
        return map(self._answers, self.codes)

    def _school(self, code: str) -> CollectedSchool:
        nobody = np.zeros((0, len(self.instrument.items)), dtype=np.int16)
        return self.collected.schools.get(code) or CollectedSchool(code=code, answers=nobody, routing={})

    def _eligible(self, code: str) -> int | None:
        return None if self.listed is None else self.listed[code].eligible

    def _answers(self, code: str) -> SchoolAnswers:
        return SchoolAnswers(answers=self._school(code).answers, eligible=self._eligible(code))

    def _context(self, code: str, options: OfflineOptions) -> ProfileContext:
        return ProfileContext(
            profile_id=str(uuid5(NAMESPACE_URL, f"{self.instrument.digest}#{code}")),
            revision=1,
            school_id=code,
            school_name=self.listed[code].name if self.listed else code,
            administration_id=ADMINISTRATION,
            eligible=self._eligible(code),
            responses=self._school(code).responses,
            access="import",
            k=options.k,
            released_on=options.released_on,
            digest_secret=options.digest_secret,
        )
