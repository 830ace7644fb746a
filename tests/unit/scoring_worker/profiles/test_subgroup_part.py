"""Tables of subgroups in the profile: why one is withheld, and that nothing finer than its core shows."""

from typing import Any

import pytest

from scoring_worker.profiles.bands import score_unit
from scoring_worker.profiles.context import NO_SUBGROUPS, Subgroups
from survey_core.contracts.measures import FactorScore, Suppressed
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from survey_core.instruments import shipped
from tests.fixtures.scoring import build_profile, context, made_up_blocks

INSTRUMENT = shipped("internal-coherence")
YEARS, GRADES = INSTRUMENT.background
FACTOR = INSTRUMENT.factors[0]
N = 30


def kept(*, sums: dict[str, tuple[int, int]], factors: tuple[str, ...] | None = None) -> Subgroups:
    """The same (n, sum in units) for a band on every factor, or on these."""
    return Subgroups(
        questions=(YEARS.id,),
        kept={
            (YEARS.id, factor.id, band): pair
            for factor in INSTRUMENT.factors
            if factors is None or factor.id in factors
            for band, pair in sums.items()
        },
    )


def profile(subgroups: Subgroups, **more: Any) -> ProfileDocument:
    conditions: dict[str, Any] = {"responses": N, "eligible": N} | more
    return build_profile(
        instrument=INSTRUMENT,
        blocks=made_up_blocks(INSTRUMENT, N),
        routing={"meets_in_team": {"yes": N, "no": 0}},
        context=context(**conditions),
        pooled_sd={},
        subgroups=subgroups,
    )


def mean(points: float, n: int) -> tuple[int, int]:
    return n, round(points * n * score_unit(FACTOR))


TWO = {"up_to_3": mean(4.03, 12), "10_or_more": mean(3.52, 18)}


def scores(document: ProfileDocument, factor: str = FACTOR.id) -> dict[str, Any]:
    (table,) = document.subgroups
    assert isinstance(table.bands, list)
    return {band.value: one.score for band in table.bands for one in band.factors if one.id == factor}


def test_no_question_no_table() -> None:
    assert profile(NO_SUBGROUPS).subgroups == []


@pytest.mark.parametrize(
    ("conditions", "reason"),
    [
        ({"eligible": 47}, "preliminary"),
        ({"eligible": 76}, "not_enough_responses"),
        ({"replacements_issued": 26}, "not_enough_responses"),
        ({"interim": True}, "interim_release"),
    ],
)
def test_a_school_that_shows_no_profile_shows_no_groups(conditions: dict[str, Any], reason: str) -> None:
    (table,) = profile(kept(sums=TWO), **conditions).subgroups

    assert table.bands == Suppressed(reason=reason)


def test_a_withheld_table_says_why_and_the_other_one_stays() -> None:
    stored = kept(sums=TWO)
    both = Subgroups(questions=(YEARS.id, GRADES.id), kept=stored.kept, withheld=frozenset({GRADES.id}))

    years, grades = profile(both).subgroups

    assert isinstance(years.bands, list)
    assert (grades.question, grades.title, grades.bands) == (
        GRADES.id,
        GRADES.text,
        Suppressed(reason="differencing"),
    )


def test_a_factor_without_kept_groups_shows_none() -> None:
    shown = profile(kept(sums=TWO, factors=(FACTOR.id,)))

    other = scores(shown, INSTRUMENT.factors[1].id)
    assert set(other.values()) == {Suppressed(reason="cells_too_small")}


def test_shown_groups_have_a_score_and_hidden_ones_a_reason() -> None:
    found = scores(profile(kept(sums=TWO)))

    assert list(found) == ["up_to_3", "4_to_9", "10_or_more", ""]
    assert [(found[band].mean, found[band].rounded_to) for band in TWO] == [(4.0, 0.1), (3.5, 0.1)]
    assert {found[band] for band in ("4_to_9", "")} == {Suppressed(reason="not_enough_responses")}


def test_a_group_gets_the_unit_of_its_own_size() -> None:
    found = scores(profile(kept(sums={"up_to_3": mean(4.03, 5), "10_or_more": mean(5.99, 25)})))

    assert (found["up_to_3"].mean, found["up_to_3"].rounded_to) == (4.0, 0.2)
    assert found["10_or_more"] == FactorScore(
        mean=5.7, percent=94, scale=found["10_or_more"].scale, bound="at_least", rounded_to=0.1
    )


def test_sums_that_code_alike_give_the_same_bytes_and_others_do_not() -> None:
    def raw(points: float) -> bytes:
        return profile_bytes(profile(kept(sums=TWO | {"up_to_3": mean(points, 12)})))

    assert raw(4.03) == raw(3.98)
    assert raw(4.03) != raw(4.13)


def test_no_size_and_no_sum_is_told() -> None:
    fields: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            fields.update(value)
            for entry in value.values():
                walk(entry)
        elif isinstance(value, list):
            for entry in value:
                walk(entry)

    walk([table.model_dump() for table in profile(kept(sums=TWO)).subgroups])

    assert fields <= {
        *("question", "title", "bands", "value", "label", "factors", "id", "score", "en", "es"),
        *("mean", "percent", "scale", "bound", "rounded_to", "low", "high", "suppressed", "reason"),
    }
