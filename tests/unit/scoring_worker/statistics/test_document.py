"""`statistics.json` is put together rightly: chunks, domains, and the district against rating by rating."""

import json
from typing import Any

import numpy as np
import pytest

from scoring_worker.psychometrics import omega, reliability
from scoring_worker.psychometrics.variance_components import reml
from scoring_worker.statistics.chunk import Chunk, SchoolAnswers, chunks
from scoring_worker.statistics.district_sums import DistrictSums
from scoring_worker.statistics.schools import closed_form, domain_columns
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures.scoring import small_document, small_instrument, statistics_of


def school(n: int, *, n_items: int, seed: int, points: int = 6, eligible: int | None = 60) -> SchoolAnswers:
    """Made-up answers, about one in six missing."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0, 0.5) + rng.normal(0, 0.8, size=(n, 1))
    answers = np.clip(np.rint(0.6 * points + level + rng.normal(0, 0.8, size=(n, n_items))), 1, points)
    answers[rng.random(answers.shape) < 1 / 6] = 0
    return SchoolAnswers(answers=answers.astype(np.int16), eligible=eligible)


def mixed_instrument() -> Instrument:
    """Factors of 3, 2 and 3 items; the second on another scale of four points, and asked of teams only."""
    document = small_document()
    document["scales"]["short"] = {
        "points": [{"value": value, "label": {"en": "x", "es": "x"}} for value in range(1, 5)],
        "cuts": [2.0, 2.5, 3.0],
    }
    team = document["domains"][1]["factors"][0]
    team["items"] = [item | {"scale": "short"} for item in team["items"][:2]]
    return load_instrument(json.dumps(document))


def mixed_schools() -> dict[str, SchoolAnswers]:
    found = {}
    for place, (n, eligible) in enumerate([(30, 40), (0, 12), (1, 5), (17, None), (9, 9), (25, 60)]):
        answers = school(n, n_items=8, seed=place).answers
        answers[:, 3:5] = np.minimum(answers[:, 3:5], 4)
        answers[: n // 3, 3:5] = 0  # not in a team
        found[str(place)] = SchoolAnswers(answers=answers, eligible=eligible)
    return found


def ratings(schools: dict[str, SchoolAnswers], columns: slice, *, reverse: int | None, high: int) -> Any:
    """All persons with an answer, NaN where there is none, the item `reverse` turned."""
    rows = np.vstack([own.answers[:, columns] for own in schools.values()]).astype(float)
    rows = rows[(rows > 0).any(axis=1)]
    rows[rows == 0] = np.nan
    if reverse is not None:
        rows[:, reverse] = 1 + high - rows[:, reverse]
    return rows


def test_the_district_as_from_the_ratings_themselves() -> None:
    instrument, schools = mixed_instrument(), mixed_schools()
    found = statistics_of(instrument, schools)["district"]["factors"]

    for factor, columns, reverse, high in (
        ("meaningful_professional_learning", slice(0, 3), 2, 6),
        ("team_processes", slice(3, 5), None, 4),
        ("collective_efficacy", slice(5, 8), 2, 6),
    ):
        rows = ratings(schools, columns, reverse=reverse, high=high)
        complete = int((~np.isnan(rows).any(axis=1)).sum())
        alpha = reliability.cronbach_alpha(rows)
        assert alpha is not None
        expected = {
            "alpha": alpha,
            "alpha_listwise": reliability.cronbach_alpha(rows[~np.isnan(rows).any(axis=1)]),
            "spearman_brown": reliability.spearman_brown(reliability.pairwise_covariance(rows)),
            "omega": omega.omega_u(rows),
        }
        for key, value in expected.items():
            # Omega is searched for, and the two start from matrices with different divisors.
            close = None if value is None else pytest.approx(value, abs=1e-6 if key == "omega" else 1e-9)
            assert found[factor][key] == close, (factor, key)
        feldt = reliability.feldt_interval(alpha, n_persons=complete, n_items=rows.shape[1])
        assert found[factor]["alpha_interval"] == pytest.approx(feldt, abs=1e-9)
    assert found["team_processes"]["spearman_brown"] is not None
    assert found["collective_efficacy"]["omega"] is not None


def test_shrunken_means_lie_between_the_school_and_the_district() -> None:
    instrument, schools = mixed_instrument(), mixed_schools()
    content = statistics_of(instrument, schools)
    own = [entry["factors"]["collective_efficacy"] for entry in content["schools"].values()]

    counted = [entry for entry in own if entry["n"] > 0]
    within = [0.0 if entry["n"] == 1 else entry["sd"] ** 2 * (entry["n"] - 1) for entry in counted]
    components = reml(
        [entry["n"] for entry in counted], mean=[entry["mean"] for entry in counted], within_ss=within
    )

    assert components is not None
    district = content["district"]["factors"]["collective_efficacy"]
    assert (district["tau2"], district["sigma2"]) == pytest.approx((components.tau2, components.sigma2))
    for entry in counted:
        share = entry["n"] * components.tau2 / (entry["n"] * components.tau2 + components.sigma2)
        assert entry["reliability"] == pytest.approx(share)
        assert entry["shrunken_mean"] == pytest.approx(
            components.grand_mean + share * (entry["mean"] - components.grand_mean)
        )
    assert [entry["shrunken_mean"] for entry in own if entry["n"] == 0] == [None]


def test_a_school_is_the_same_alone_and_among_others() -> None:
    """To the last bit, however the schools are put into chunks."""
    instrument, schools = mixed_instrument(), list(mixed_schools().values())
    together = Chunk.of(instrument, schools)

    for place, alone in enumerate(chunks(instrument, schools, rows=1)):
        for ours, theirs in zip(closed_form(together), closed_form(alone), strict=True):
            for key in ours.factors:
                assert repr(ours.factors[key][place].tolist()) == repr(theirs.factors[key][0].tolist()), key
            for key in ours.items:
                assert repr(ours.items[key][place].tolist()) == repr(theirs.items[key][0].tolist()), key
        for key, column in domain_columns(together).items():
            assert repr(column[place].tolist()) == repr(domain_columns(alone)[key][0].tolist()), key
    several = DistrictSums.of(instrument, chunks(instrument, schools, rows=20))
    assert several.entry() == DistrictSums.of(instrument, [together]).entry()


def test_a_domain_counts_those_with_half_of_its_factors() -> None:
    document = small_document()
    first, second, third = (domain["factors"][0] for domain in document["domains"])
    document["domains"] = [document["domains"][0] | {"factors": [first, third | {"id": "other"}]}]
    document["domains"][0]["factors"].append(
        second | {"id": "more", "items": [item | {"id": f"m{n}"} for n, item in enumerate(second["items"])]}
    )
    del document["domains"][0]["factors"][2]["ask_if"], document["supports"], document["routing"]
    instrument = load_instrument(json.dumps(document))
    # Two of three factors, one of three, all three. The third item of each factor is reversed.
    answers = [[6, 6, 1, 1, 1, 6, 0, 0, 0], [6, 6, 1, 0, 0, 0, 0, 0, 0], [6, 6, 1, 6, 6, 1, 6, 6, 1]]
    found = statistics_of(
        instrument, {"S": SchoolAnswers(answers=np.array(answers, dtype=np.int16), eligible=3)}
    )

    domain = found["schools"]["S"]["domains"]["leadership"]
    assert (domain["n"], domain["percent"]) == (2, 75.0)


def one_domain(*factors: int, ask_if: bool) -> Instrument:
    """The factors of the small instrument with these numbers in one domain."""
    document = small_document()
    own = [document["domains"][place]["factors"][0] for place in factors]
    if not ask_if:
        for factor in own:
            factor.pop("ask_if", None)
        del document["routing"]
    document["domains"] = [document["domains"][0] | {"factors": own}]
    del document["supports"]
    return load_instrument(json.dumps(document))


def test_a_domain_without_spread_is_as_unsure_as_its_factors() -> None:
    """Ten of forty said the same: that does not tell what the thirty others think."""
    answers = np.tile(np.array([4, 4, 3, 6, 6, 1], dtype=np.int16), (10, 1))
    schools = {
        "some": SchoolAnswers(answers=answers, eligible=40),
        "all": SchoolAnswers(answers=answers, eligible=10),
        "one": SchoolAnswers(answers=answers[:1], eligible=40),
    }

    found = statistics_of(one_domain(0, 1, ask_if=False), schools)["schools"]

    factors = found["some"]["factors"].values()
    ends = [np.mean([(factor["interval"][end] - 1) * 20 for factor in factors]) for end in (0, 1)]
    assert found["some"]["domains"]["leadership"] == {
        "n": 10,
        "percent": 80.0,
        "interval": pytest.approx(ends),
    }
    assert ends[0] < 75
    assert found["all"]["domains"]["leadership"]["interval"] == [80.0, 80.0]
    assert found["one"]["domains"]["leadership"]["interval"] is None


def test_a_domain_whose_factors_nobody_answered_twice_has_no_interval() -> None:
    """Two people, each on another factor: their scores agree, but no factor has an interval."""
    answers = np.array([[4, 4, 3, 0, 0, 0], [0, 0, 0, 4, 4, 3]], dtype=np.int16)

    found = statistics_of(one_domain(0, 1, ask_if=False), {"S": SchoolAnswers(answers=answers, eligible=40)})[
        "schools"
    ]["S"]["domains"]["leadership"]

    assert found == {"n": 2, "percent": 60.0, "interval": None}


def test_a_domain_asked_of_a_branch_speaks_for_the_branch() -> None:
    """All thirty responded, twenty of them in a team: nobody of the teams is missing."""
    answers = school(30, n_items=3, seed=1).answers
    answers[answers == 0] = 1
    answers[20:] = 0
    found = statistics_of(one_domain(1, ask_if=True), {"S": SchoolAnswers(answers=answers, eligible=30)})

    domain = found["schools"]["S"]["domains"]["leadership"]
    assert domain["interval"] == [domain["percent"]] * 2


def test_who_was_asked_is_estimated_for_teams_only() -> None:
    """30 of 40 responded, 20 of them in a team: ceil(40 · 20 / 30) = 27 are."""
    answers = np.full((30, 9), 4, dtype=np.int16)
    answers[20:, 3:6] = 0
    chunk = Chunk.of(small_instrument(), [SchoolAnswers(answers=answers, eligible=40)])

    assert chunk.factor_eligible[:, 0].tolist() == [40, 27, 40]


def test_who_was_asked_is_known_where_the_routing_question_was_answered() -> None:
    """Ten of fifteen meet in a team: ceil(40 · 10 / 15) = 27, and not 40 · 8 / 30."""
    answers = np.full((30, 9), 4, dtype=np.int16)
    answers[8:, 3:6] = 0
    asked = {"in_team": {"yes": 10, "no": 5}}
    schools = [
        SchoolAnswers(answers=answers, eligible=40, routing=asked),
        SchoolAnswers(answers=answers, eligible=40),
        SchoolAnswers(answers=answers, eligible=None, routing=asked),
    ]

    found = Chunk.of(small_instrument(), schools).factor_eligible

    assert repr(found[1].tolist()) == "[27.0, 11.0, nan]"
    assert repr(found[0].tolist()) == "[40.0, 40.0, nan]"
