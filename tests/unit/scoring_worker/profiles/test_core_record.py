"""A stored core: nothing finer than what was published, and the same when read back."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import orjson
import pytest

from scoring_worker.profiles.core_record import UnknownCoreRecord, from_json, to_json
from scoring_worker.profiles.scored import score_school
from survey_core.disclosure import SchoolCore
from tests.fixtures.scoring import context, made_up_blocks, routing_of, small_instrument

INSTRUMENT = small_instrument()
TEAM = next(factor.id for factor in INSTRUMENT.factors if factor.ask_if)


def core_of(n: int, eligible: int | None, *, asked: int | None = None, **more: Any) -> SchoolCore:
    in_team = n if asked is None else asked
    return score_school(
        instrument=INSTRUMENT,
        blocks=made_up_blocks(INSTRUMENT, n, asked=in_team),
        routing=routing_of(n, in_team),
        context=context(responses=n, eligible=eligible, **more),
        pooled_sd={},
    ).core


EVERY_KIND = [
    core_of(30, 40),
    core_of(30, None),
    core_of(30, 40, asked=12),
    core_of(30, 40, asked=27),
    core_of(30, 40, asked=3),
    core_of(7, 8),
    core_of(20, 40),
    core_of(3, 40),
    core_of(30, 40, interim=True),
    core_of(30, 40, access="open", replacements_issued=2),
    core_of(0, 12),
    core_of(30, 40, repeated=True),
]


@pytest.mark.parametrize("version", [None, 0, 2])
def test_a_record_of_another_version_is_refused(version: int | None) -> None:
    with pytest.raises(UnknownCoreRecord):
        from_json(to_json(core_of(30, 40)) | {"v": version})


@pytest.mark.parametrize("core", EVERY_KIND)
def test_it_is_read_back_as_it_was(core: SchoolCore) -> None:
    back = from_json(json.loads(orjson.dumps(to_json(core))))

    assert back.conditions == core.conditions
    assert (back.standing, back.withheld, back.items) == (core.standing, core.withheld, {})
    assert list(back.factors) == list(core.factors)
    for factor_id, own in core.factors.items():
        kept = replace(own, agreement=None, rwg_j=None, ad_m=None)
        hidden = replace(kept, n=0, eligible=None)
        assert back.factors[factor_id] == (hidden if own.mean is None else kept)
    assert to_json(back) == to_json(core)


@pytest.mark.parametrize("core", EVERY_KIND)
def test_it_holds_no_more_than_this(core: SchoolCore) -> None:
    """Every path of the record is listed here: a tally cannot slip in unseen."""
    record = to_json(core)

    assert set(record) == {"v", "standing", "conditions", "withheld", "factors"}
    known_of_the_administration = {"replacements", "access", "interim", "k", "repeated"}
    assert set(record["conditions"]) == {"responses", "eligible"} | known_of_the_administration
    for factor_id, own in record["factors"].items():
        hidden = {"estimated", "withheld"}
        if core.factors[factor_id].mean is None:
            assert set(own) == hidden
            continue
        assert set(own) == hidden | {"n", "eligible", "mean", "sd"}
        assert set(own["mean"]) == {"value", "unit", "bound"}
        # Multiples of their units: nothing finer than was published.
        assert own["mean"]["unit"] in {"1/10", "1/5", "1/2"}
        assert (Fraction(own["mean"]["value"]) / Fraction(own["mean"]["unit"])).denominator == 1
        assert (10 * Fraction(own["sd"])).denominator == 1


def test_a_hidden_branch_keeps_its_stand_in() -> None:
    """Three of thirty were left out of the teams; no number kept may tell that."""
    factor = to_json(core_of(30, 40, asked=27))["factors"][TEAM]

    assert (factor["n"], factor["eligible"]) == (26, 40)


def test_exact_fractions_survive() -> None:
    record = to_json(core_of(30, 40))
    record["factors"][TEAM]["mean"]["value"] = "41/10"

    assert to_json(from_json(record))["factors"][TEAM]["mean"]["value"] == "41/10"
