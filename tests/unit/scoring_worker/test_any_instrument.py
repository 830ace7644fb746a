"""What must hold for any Likert instrument of 2 to 11 points and any answers to it.

Mixed scales, reversed items, routed factors, gaps, schools of nobody, unknown eligible counts.
"""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring_worker.districts.core import district_core
from scoring_worker.districts.summary import DistrictContext, district_summary
from scoring_worker.statistics.chunk import SchoolAnswers
from survey_core.contracts.profile import parse_profile, profile_bytes
from tests.fixtures.any_district import OPTIONS, AnyDistrict, districts, merged, turned_round
from tests.fixtures.scoring import small_instrument, statistics_of

SOME = settings(max_examples=15)
FEW = settings(max_examples=12)
PAIRS = settings(max_examples=10)


def numbers(value: Any) -> Iterator[float]:
    """Every float in a document, however deep."""
    if isinstance(value, dict):
        for entry in value.values():
            yield from numbers(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from numbers(entry)
    elif isinstance(value, float):
        yield value


def same(one: Any, two: Any) -> bool:
    """Equal documents, floats to 1e-9."""
    if isinstance(one, dict):
        return isinstance(two, dict) and one.keys() == two.keys() and all(same(one[k], two[k]) for k in one)
    if isinstance(one, list):
        return (
            isinstance(two, list)
            and len(one) == len(two)
            and all(same(*pair) for pair in zip(one, two, strict=True))
        )
    if isinstance(one, float) and isinstance(two, int | float):
        return math.isclose(one, two, abs_tol=1e-9)
    return bool(one == two)


def factors_of(statistics: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for school in statistics["schools"].values():
        yield from school["factors"].items()


@FEW
@given(districts(), st.data())
def test_no_document_holds_nan_or_infinity(district: AnyDistrict, data: st.DataObject) -> None:
    """statistics.json, profiles and the district summary, with an earlier administration beside them."""
    earlier = {
        code: SchoolAnswers(
            answers=school.answers[: data.draw(st.integers(0, school.answers.shape[0]))],
            eligible=school.eligible,
        )
        for code, school in district.schools.items()
    }
    offline = district.offline(before=AnyDistrict(district.instrument, earlier))

    statistics = [dict(offline.statistics()), offline.district()]
    profiles = list(offline.profiles(OPTIONS))
    summary = district_summary(
        district_core(
            district.instrument, {code: offline.scored(code, OPTIONS).core for code in offline.codes}
        ),
        context=DistrictContext(
            district_id="d", name="D", administration_id="a", revision=1, released_on=date(2026, 11, 22)
        ),
        reliability={},
        careless={},
    )

    assert all(math.isfinite(value) for value in numbers(statistics))
    assert all(math.isfinite(value) for value in numbers(summary.model_dump()))
    for profile in profiles:
        assert all(math.isfinite(value) for value in numbers(profile.model_dump()))
        assert parse_profile(profile_bytes(profile)) == profile


@SOME
@given(districts())
def test_means_lie_within_everything_said_about_them(district: AnyDistrict) -> None:
    for factor_id, factor in factors_of(statistics_of(district.instrument, district.schools)):
        if factor["mean"] is None:
            assert factor["n"] == 0
            continue
        scale = district.instrument.scales[district.instrument.factor(factor_id).scale]
        low, high = factor["bounds"] or (scale.low, scale.high)
        assert scale.low - 1e-9 <= low <= factor["mean"] + 1e-9
        assert factor["mean"] - 1e-9 <= high <= scale.high + 1e-9
        if factor["interval"] is not None:
            assert factor["interval"][0] - 1e-9 <= factor["mean"] <= factor["interval"][1] + 1e-9
            assert sum(factor["level_probabilities"]) == pytest.approx(1)


def test_an_interval_reaches_the_mean_where_all_said_the_most() -> None:
    """All of the posterior of two people at the top lies below it; the interval reaches it."""
    instrument = small_instrument(reverse_last=False)
    top = SchoolAnswers(answers=np.full((2, len(instrument.items)), 6, dtype=np.int16), eligible=None)

    (school,) = statistics_of(instrument, {"A": top})["schools"].values()

    for factor in school["factors"].values():
        assert factor["interval"][0] < factor["mean"] == factor["interval"][1] == 6


@SOME
@given(districts(complete=True))
def test_a_complete_census_has_no_width(district: AnyDistrict) -> None:
    for _, factor in factors_of(statistics_of(district.instrument, district.schools)):
        if factor["n"] > 1:
            assert factor["se"] == 0
            assert factor["interval"] == [factor["mean"], factor["mean"]]
            assert max(factor["level_probabilities"]) == 1
        if factor["n"] > 0:
            assert factor["bounds"] == pytest.approx([factor["mean"], factor["mean"]])
            assert factor["tipping_point"] is None


@PAIRS
@given(districts(), st.integers(0, 2**32 - 1))
def test_the_order_of_rows_and_schools_means_nothing(district: AnyDistrict, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shuffled = {
        code: SchoolAnswers(
            answers=rng.permutation(district.schools[code].answers), eligible=district.schools[code].eligible
        )
        for code in rng.permutation(sorted(district.schools))
    }

    assert same(
        statistics_of(district.instrument, district.schools), statistics_of(district.instrument, shuffled)
    )


@PAIRS
@given(districts())
def test_asking_everything_the_other_way_round_changes_no_factor(district: AnyDistrict) -> None:
    other = turned_round(district)

    one = statistics_of(district.instrument, district.schools)
    two = statistics_of(other.instrument, other.schools)

    assert same(one["district"], two["district"])
    for code, school in one["schools"].items():
        mirrored = two["schools"][code]
        for factor_id, factor in school["factors"].items():
            assert same(factor, mirrored["factors"][factor_id])
        assert same(school["domains"], mirrored["domains"])
        for item_id, item in school["items"].items():
            assert item["counts"] == mirrored["items"][item_id]["counts"][::-1]
            for index in ("variance", "rwg", "ad_m", "a_wg", "agreement_a", "consensus"):
                assert same(item[index], mirrored["items"][item_id][index]), index


@PAIRS
@given(districts(fewest=2))
def test_schools_made_one_add_up(district: AnyDistrict) -> None:
    """Counts and sums of the whole are those of its parts; splitting it again gives the parts back."""
    parts = sorted(district.schools)[:2]
    before = statistics_of(district.instrument, district.schools)["schools"]
    together = merged(district, codes=parts, into="both")
    both = statistics_of(together.instrument, together.schools)["schools"]["both"]

    for item, entry in both["items"].items():
        counts = [before[code]["items"][item]["counts"] for code in parts]
        assert entry["counts"] == [sum(pair) for pair in zip(*counts, strict=True)]
    for factor_id, factor in both["factors"].items():
        own = [before[code]["factors"][factor_id] for code in parts]
        assert factor["n"] == sum(part["n"] for part in own)
        if factor["n"] == 0:
            continue
        some = [part for part in own if part["n"] > 0]
        assert factor["n"] * factor["mean"] == pytest.approx(sum(part["n"] * part["mean"] for part in some))
        within = sum((part["n"] - 1) * part["sd"] ** 2 for part in some if part["n"] > 1)
        between = sum(part["n"] * (part["mean"] - factor["mean"]) ** 2 for part in some)
        if factor["n"] > 1:
            assert (factor["n"] - 1) * factor["sd"] ** 2 == pytest.approx(within + between, abs=1e-9)
    first = district.schools[parts[0]].answers.shape[0]
    rows = together.schools["both"].answers
    again = {
        parts[0]: SchoolAnswers(answers=rows[:first], eligible=district.schools[parts[0]].eligible),
        parts[1]: SchoolAnswers(answers=rows[first:], eligible=district.schools[parts[1]].eligible),
    }
    rest = {code: school for code, school in district.schools.items() if code not in parts}
    assert same(before, statistics_of(district.instrument, again | rest)["schools"])


@PAIRS
@given(districts(fewest=2))
def test_alpha_over_the_district_does_not_depend_on_who_is_in_which_school(district: AnyDistrict) -> None:
    parts = sorted(district.schools)[:2]
    one = statistics_of(district.instrument, district.schools)["district"]["factors"]
    together = merged(district, codes=parts, into="both")
    two = statistics_of(together.instrument, together.schools)["district"]["factors"]

    for factor, entry in one.items():
        for key in ("alpha", "alpha_interval", "alpha_listwise", "omega", "spearman_brown"):
            if key in entry:
                assert same(entry[key], two[factor][key]), key


def test_the_generator_reaches_what_it_claims() -> None:
    """Positive control: the instruments drawn have every length of scale, mixes, reversals and branches."""
    lengths: set[int] = set()
    met = {"mixed": 0, "reverse": 0, "routed": 0, "single": 0}

    @settings(max_examples=150, database=None)
    @given(districts(most=1))
    def look(district: AnyDistrict) -> None:
        scales = {factor.scale for factor in district.instrument.factors}
        lengths.update(district.instrument.scales[scale].options for scale in scales)
        met["mixed"] += len({district.instrument.scales[scale].options for scale in scales}) > 1
        met["reverse"] += any(item.reverse for item in district.instrument.items)
        met["routed"] += any(factor.ask_if for factor in district.instrument.factors)
        met["single"] += any(len(factor.items) == 1 for factor in district.instrument.factors)

    look()
    assert lengths == set(range(2, 12))
    assert all(met.values())
