"""What must hold for every faculty: order, reversal, equal cores, finite numbers."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring_worker.profiles.assemble import derive_profile
from scoring_worker.profiles.tally import tally_school
from scoring_worker.statistics.document import SchoolAnswers
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from survey_core.disclosure import Conditions, coarsen
from tests.fixtures.scoring import build_profile, context, routing_of, small_instrument, statistics_of

INSTRUMENT = small_instrument()
FEWER = settings(max_examples=60)


@dataclass(frozen=True)
class School:
    """A made-up faculty of any size and answers."""

    answers: NDArray[np.int16]  # (n, 9): three factors of three items
    asked: int
    eligible: int | None

    @property
    def blocks(self) -> dict[str, NDArray[np.int16]]:
        parts = {factor.id: self.answers[:, 3 * i : 3 * i + 3] for i, factor in enumerate(INSTRUMENT.factors)}
        return parts | {"team_processes": parts["team_processes"][: self.asked]}


@st.composite
def schools(draw: st.DrawFn) -> School:
    n = draw(st.integers(0, 45))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(7, draw(st.sampled_from([0.1, 0.5, 3.0]))))
    answers = rng.choice(7, size=(n, 9), p=weights).astype(np.int16)
    eligible = draw(st.none() | st.integers(n, 2 * n + 1))
    return School(answers=answers, asked=draw(st.integers(0, n)), eligible=eligible)


def profile_of(school: School, blocks: Mapping[str, NDArray[np.int16]] | None = None) -> ProfileDocument:
    n = school.answers.shape[0]
    return build_profile(
        instrument=INSTRUMENT,
        blocks=school.blocks if blocks is None else blocks,
        routing=routing_of(n, school.asked),
        context=context(responses=n, eligible=school.eligible),
        pooled_sd={},
    )


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for entry in value.values():
            yield from numbers(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from numbers(entry)
    elif isinstance(value, float):
        yield value


@FEWER
@given(schools(), st.integers(0, 2**32 - 1))
def test_the_order_of_rows_means_nothing(school: School, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shuffled = {factor: rng.permutation(block) for factor, block in school.blocks.items()}

    assert profile_bytes(profile_of(school)) == profile_bytes(profile_of(school, shuffled))


@FEWER
@given(schools())
def test_lines_without_an_answer_mean_nothing(school: School) -> None:
    kept = {factor: block[block.any(axis=1)] for factor, block in school.blocks.items()}

    assert profile_bytes(profile_of(school)) == profile_bytes(profile_of(school, kept))


@FEWER
@given(schools())
def test_reversing_an_item_and_its_answers_changes_no_factor(school: School) -> None:
    plain = small_instrument(reverse_last=False)
    turned = {}
    for factor, block in school.blocks.items():
        own = block.copy()
        own[:, 2] = np.where(own[:, 2] == 0, 0, 7 - own[:, 2])
        turned[factor] = own
    n = school.answers.shape[0]
    other = build_profile(
        instrument=plain,
        blocks=turned,
        routing=routing_of(n, school.asked),
        context=context(responses=n, eligible=school.eligible),
        pooled_sd={},
    )

    for one, two in zip(profile_of(school).domains, other.domains, strict=True):
        assert one.model_dump(exclude={"factors": {0: {"items"}}}) == two.model_dump(
            exclude={"factors": {0: {"items"}}}
        )


@FEWER
@given(schools())
def test_published_numbers_are_finite_and_hang_together(school: School) -> None:
    document = profile_of(school)

    assert all(math.isfinite(value) for value in numbers(document.model_dump()))
    for domain in document.domains:
        for factor in domain.factors:
            if isinstance(factor.score, Suppressed) or isinstance(factor.interval, Suppressed):
                continue
            assert 1 <= factor.interval.low <= factor.score.mean <= factor.interval.high <= 6
            if factor.interval.everyone_answered and factor.score.bound == "exact":
                assert factor.interval.low == factor.interval.high
            if not isinstance(factor.bounds, Suppressed):
                assert 1 <= factor.bounds.low <= factor.score.mean <= factor.bounds.high <= 6
            if not isinstance(factor.level, Suppressed):
                assert abs(sum(factor.level.probabilities) - 1) <= 0.1 + 1e-9
                assert len(factor.level.between) == (0 if factor.level.certain else 2)


@FEWER
@given(schools())
def test_a_profile_is_a_function_of_the_core_alone(school: School) -> None:
    """What `build_profile` publishes is what anyone would write who has seen nothing but the core."""
    n = school.answers.shape[0]
    tallies = tally_school(INSTRUMENT, blocks=school.blocks, routing=routing_of(n, school.asked), responses=n)
    core = coarsen(Conditions(responses=n, eligible=school.eligible), factors=tallies, pooled_sd={})
    published = profile_of(school)

    again = derive_profile(
        core,
        instrument=INSTRUMENT,
        context=context(responses=n, eligible=school.eligible),
        digest=published.input_digest,
    )

    assert profile_bytes(again) == profile_bytes(published)


def test_equal_cores_give_byte_identical_profiles() -> None:
    """Two faculties that differ only below the coarsening publish the same bytes."""
    rng = np.random.default_rng(11)
    seen: dict[str, bytes] = {}
    met = 0
    base = rng.choice([3, 4, 5], size=(12, 9)).astype(np.int16)
    for _ in range(120):
        answers = base.copy()
        # Exchange a 4 and a 3 within one item: neither its shown groups nor the sum changes.
        column = int(rng.integers(9))
        answers[:, column] = rng.permutation(answers[:, column])
        school = School(answers=answers, asked=12, eligible=15)
        tallies = tally_school(INSTRUMENT, blocks=school.blocks, routing=routing_of(12, 12), responses=12)
        core = repr(coarsen(Conditions(responses=12, eligible=15), factors=tallies, pooled_sd={}))
        content = profile_bytes(profile_of(school).model_copy(update={"input_digest": ""}))
        met += core in seen
        assert seen.setdefault(core, content) == content
    assert met > 20


@FEWER
@given(st.lists(schools(), min_size=1, max_size=4))
def test_statistics_hold_no_nan_and_every_key(faculties: list[School]) -> None:
    district = {
        str(place): SchoolAnswers(answers=school.answers, eligible=school.eligible)
        for place, school in enumerate(faculties)
    }

    found = statistics_of(INSTRUMENT, district)

    assert all(math.isfinite(value) for value in numbers(found))
    for school in found["schools"].values():
        assert set(school) == {"n", "eligible", "domains", "factors", "items"}
        for factor in school["factors"].values():
            assert set(factor) == FACTOR_KEYS
        for item in school["items"].values():
            assert set(item) == ITEM_KEYS


FACTOR_KEYS = {
    *("n", "mean", "sd", "se", "interval", "level_probabilities", "rwg_j", "rwg_j_star", "ad_m_j", "a_wg_j"),
    *("alpha", "shrunken_mean", "reliability", "between_levels", "bounds", "tipping_point"),
}
ITEM_KEYS = {
    *("n", "counts", "mean", "variance", "rwg", "ad_m", "a_wg", "agreement_a", "consensus", "favourable"),
    *("favourable_interval", "camps", "disagreement"),
}
