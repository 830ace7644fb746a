"""Scoring responses collected elsewhere, without a server: profiles and statistics of every school."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from scoring_worker.districts.core import DistrictCore, district_core
from scoring_worker.districts.reliability import district_reliability
from scoring_worker.districts.summary import CarelessCount, DistrictContext, district_summary
from scoring_worker.imports import Collected, CollectedSchool, ListedSchool
from scoring_worker.profiles.assemble import derive_profile, pooled_sds
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.profiles.context import Blocks, ProfileContext
from scoring_worker.profiles.scored import ScoredSchool, score_school
from scoring_worker.psychometrics.careless_rules import is_flagged
from scoring_worker.statistics.careless import DistrictCareless
from scoring_worker.statistics.change import change_entries, with_change
from scoring_worker.statistics.chunk import Chunk, chunks
from scoring_worker.statistics.document import (
    DistrictSums,
    SchoolAnswers,
    district_sums,
    school_statistics,
)
from survey_core.contracts.district import DistrictSummary
from survey_core.contracts.measures import Earlier
from survey_core.contracts.profile import ProfileDocument
from survey_core.instruments import Instrument

ADMINISTRATION = "collected-elsewhere"
"""Stands where a server would name the administration, and the district."""
EARLIER = "collected-elsewhere-before"
"""Stands for the administration before it."""

_SCHOOLS_AT_ONCE = 200
"""Schools compared with their earlier answers at a time."""


@dataclass(frozen=True, kw_only=True)
class OfflineOptions:
    """What a run of the command may choose.

    Attributes:
        k: fewest people anything is shown for.
        released_on: date in the profiles.
        digest_secret: 32 bytes.
        before_released_on: day the earlier profiles were published, None where not known.
    """

    k: int
    released_on: date
    digest_secret: bytes
    before_released_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OfflineDistrict:
    """All schools of one run.

    Attributes:
        instrument: that was answered.
        collected: the responses.
        listed: the list of schools, None without one: then nobody knows how many were eligible.
        before: an earlier administration of the same schools, matched by code; None if there is none.
    """

    instrument: Instrument
    collected: Collected
    listed: Mapping[str, ListedSchool] | None
    before: "OfflineDistrict | None" = None

    @cached_property
    def codes(self) -> list[str]:
        """Every school that responded or is listed, sorted."""
        return sorted({*self.collected.schools, *(self.listed or {})})

    def has(self, code: str) -> bool:
        """Whether a school responded or is listed."""
        return code in self.collected.schools or code in (self.listed or {})

    def core(self, options: OfflineOptions) -> DistrictCore:
        """Choose the schools of every total; the cores of statements are left out, which no total needs."""
        cores = {code: replace(self.scored(code, options).core, items={}) for code in self.codes}
        return district_core(self.instrument, cores)

    def profiles(
        self, options: OfflineOptions, *, district: DistrictCore | None = None
    ) -> Iterator[ProfileDocument]:
        """Build one published profile a school, in the order of `codes`.

        Args:
            options: of the run.
            district: `core` with the same options, where it is at hand.
        """
        district = district or self.core(options)
        for code in self.codes:
            scored = self.scored(code, options)
            yield derive_profile(
                scored.core,
                instrument=self.instrument,
                context=self._context(code, options),
                digest=scored.digest,
                earlier=self._earlier(code, options),
                district=district,
            )

    def summary(self, options: OfflineOptions, *, district: DistrictCore) -> DistrictSummary:
        """Build the published summary, as a server does once all profiles are out."""
        return district_summary(
            district,
            context=DistrictContext(
                district_id=ADMINISTRATION,
                name=ADMINISTRATION,
                administration_id=ADMINISTRATION,
                revision=1,
                released_on=options.released_on,
                collected_elsewhere=True,
            ),
            reliability=district_reliability(district, answers=self._blocks),
            careless={code: self._careless_count(code) for code in district.included},
        )

    def scored(self, code: str, options: OfflineOptions) -> ScoredSchool:
        """Reduce a school's answers to its core."""
        return score_school(
            instrument=self.instrument,
            blocks=self._blocks[code],
            routing=self._school(code).routing,
            context=self._context(code, options),
            pooled_sd=self._pooled_sds,
        )

    def statistics(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Compute each school's statistics, unsuppressed, in the order of `codes`."""
        found = school_statistics(self.instrument, self._all_answers(), district=self._sums)
        for code, entry, careless in zip(
            self.codes, self._with_change(found), self._careless.entries(), strict=True
        ):
            yield code, entry | {"careless": careless}

    def district(self) -> dict[str, Any]:
        """Compute the statistics that need all schools together."""
        return self._sums.entry() | {"careless": self._careless.total()}

    def _with_change(self, entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The schools' entries, in the order of `codes`; unchanged without an earlier administration."""
        if self.before is None:
            yield from entries
            return
        waiting, codes = iter(entries), iter(self.codes)
        while some := list(islice(codes, _SCHOOLS_AT_ONCE)):
            now = Chunk.of(self.instrument, [self.answers(code) for code in some])
            before = Chunk.of(self.before.instrument, [self.before.answers(code) for code in some])
            for change in change_entries(now, before=before):
                yield with_change(next(waiting), change)

    def _earlier(self, code: str, options: OfflineOptions) -> EarlierProfile | None:
        """What a profile's change is measured from: as on a server, the same questionnaire by its id."""
        before = self.before
        if before is None or before.instrument.id != self.instrument.id or not before.has(code):
            return None
        return EarlierProfile(
            since=Earlier(
                administration=EARLIER,
                released_on=options.before_released_on,
                instrument_version=before.instrument.version,
            ),
            instrument=before.instrument,
            core=before.scored(code, options).core,
        )

    def _careless_count(self, code: str) -> CarelessCount:
        """As a release counts: by the rules for a single line."""
        school = self._school(code)
        return CarelessCount(flagged=sum(map(is_flagged, school.answers.tolist())), people=school.responses)

    @cached_property
    def _blocks(self) -> dict[str, Blocks]:
        return {code: self._school(code).blocks(self.instrument) for code in self.codes}

    @cached_property
    def _pooled_sds(self) -> dict[str, float | None]:
        return pooled_sds(self.instrument, schools=list(self._blocks.values()))

    @cached_property
    def _careless(self) -> DistrictCareless:
        return DistrictCareless.of(lambda: chunks(self.instrument, self._all_answers()))

    @cached_property
    def _sums(self) -> DistrictSums:
        return district_sums(self.instrument, self._all_answers())

    def _all_answers(self) -> Iterator[SchoolAnswers]:
        return map(self.answers, self.codes)

    def _school(self, code: str) -> CollectedSchool:
        nobody = np.zeros((0, len(self.instrument.items)), dtype=np.int16)
        return self.collected.schools.get(code) or CollectedSchool(code=code, answers=nobody, routing={})

    def _eligible(self, code: str) -> int | None:
        return None if self.listed is None or code not in self.listed else self.listed[code].eligible

    def answers(self, code: str) -> SchoolAnswers:
        """A school's answers; no lines where the code is not known."""
        school = self._school(code)
        return SchoolAnswers(answers=school.answers, eligible=self._eligible(code), routing=school.routing)

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
