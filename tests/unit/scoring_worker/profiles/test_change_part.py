"""Change since an earlier administration: refusals first, then the numbers against a second derivation."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring_worker.profiles import core_record
from scoring_worker.profiles.change_part import EarlierProfile, changes
from scoring_worker.profiles.scored import score_school
from survey_core.contracts.measures import Change, Earlier, Suppressed
from survey_core.disclosure import SchoolCore
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures import nyc2011
from tests.fixtures.change_oracle import FacultyOfOneItemFactors, expected_changes
from tests.fixtures.profile_oracle import OneItemFactor
from tests.fixtures.scoring import (
    build_profile,
    context,
    made_up_blocks,
    routing_of,
    small_document,
    small_instrument,
)

SINCE = Earlier(administration="before", released_on=date(2025, 11, 21), instrument_version="1.0.0")
ENOUGH: dict[str, Any] = {"n": 30, "eligible": 40}
LEADERSHIP = "le"


def core_of(
    instrument: Instrument, *, n: int, eligible: int | None, seed: int = 1, centre: float = 4, **more: Any
) -> SchoolCore:
    means = {factor.id: centre for factor in instrument.factors}
    return score_school(
        instrument=instrument,
        blocks=made_up_blocks(instrument, n, seed=seed, means=means),
        routing=routing_of(n, n),
        context=context(responses=n, eligible=eligible, **more),
        pooled_sd={},
    ).core


def since(core: SchoolCore, instrument: Instrument | None = None) -> EarlierProfile:
    return EarlierProfile(since=SINCE, instrument=instrument or small_instrument(), core=core)


def reasons(now: SchoolCore, earlier: EarlierProfile | None) -> set[str]:
    found = changes(now, instrument=small_instrument(), earlier=earlier).values()
    return {one.reason if isinstance(one, Suppressed) else "shown" for one in found}


HIDDEN: list[tuple[dict[str, Any], str]] = [
    ({"n": 4, "eligible": 5}, "not_enough_responses"),
    ({"n": 20, "eligible": 60}, "not_enough_responses"),
    ({"n": 20, "eligible": 40}, "preliminary"),
    ({"n": 7, "eligible": 8}, "fewer_than_eight_responses"),
    ({"n": 30, "eligible": 40, "interim": True}, "interim_release"),
    ({"n": 30, "eligible": 40, "access": "open"}, "open_access"),
]


class TestRefusals:
    def test_nothing_came_before(self) -> None:
        assert reasons(core_of(small_instrument(), **ENOUGH), None) == {"no_comparison"}

    @pytest.mark.parametrize(("now", "reason"), HIDDEN)
    def test_by_the_standing_now_whatever_came_before(self, now: dict[str, Any], reason: str) -> None:
        core = core_of(small_instrument(), **now)

        assert reasons(core, since(core_of(small_instrument(), **ENOUGH))) == {reason}
        assert reasons(core, None) == {reason}

    @pytest.mark.parametrize(("before", "reason"), HIDDEN)
    def test_by_the_standing_before(self, before: dict[str, Any], reason: str) -> None:
        earlier = since(core_of(small_instrument(), **before))

        assert reasons(core_of(small_instrument(), **ENOUGH), earlier) == {reason}

    @pytest.mark.parametrize(("now", "before"), [(7, 4), (4, 7), (0, 4), (4, 0)])
    def test_a_coded_score_has_no_difference(self, now: float, before: float) -> None:
        instrument = small_instrument()
        earlier = since(core_of(instrument, **ENOUGH, centre=before))

        assert reasons(core_of(instrument, **ENOUGH, centre=now), earlier) == {"coded_score"}

    @pytest.mark.parametrize(
        "alter",
        [
            lambda factor: factor["items"].append(factor["items"][0] | {"id": "le9"}),
            lambda factor: factor["items"].pop(),
            lambda factor: factor["items"][0].update(reverse=True),
            lambda factor: factor.update(ask_if={"question": "in_team", "is": "yes"}),
            lambda factor: factor.update(id="another"),
            lambda factor: [item.update(scale="shorter") for item in factor["items"]],
        ],
    )
    def test_another_factor_then(self, alter: Callable[[dict[str, Any]], Any]) -> None:
        document = small_document() | {"supports": []}
        points = document["scales"]["scale"]["points"][:5]
        document["scales"]["shorter"] = {"points": points, "cuts": [2.0, 3.0, 4.0]}
        own = document["domains"][0]["factors"][0]
        factor_id = own["id"]
        alter(own)
        before = load_instrument(json.dumps(document))
        earlier = since(core_of(before, **ENOUGH), before)

        found = changes(core_of(small_instrument(), **ENOUGH), instrument=small_instrument(), earlier=earlier)

        one, *others = found.values()
        assert next(iter(found)) == factor_id
        assert one == Suppressed(reason="not_comparable")
        assert all(isinstance(other, Change) for other in others)

    def test_one_hidden_factor_hides_no_other(self) -> None:
        instrument = small_instrument()
        blocks = made_up_blocks(instrument, 30)
        team = next(factor.id for factor in instrument.factors if factor.ask_if)
        blocks[team] = blocks[team][:7]
        few = score_school(
            instrument=instrument,
            blocks=blocks,
            routing=routing_of(30, 7),
            context=context(responses=30, eligible=40),
            pooled_sd={},
        ).core

        found = changes(core_of(instrument, **ENOUGH), instrument=instrument, earlier=since(few))

        assert found[team] == Suppressed(reason="fewer_than_eight_responses")
        assert sum(isinstance(one, Change) for one in found.values()) == 2


class TestNumbers:
    def test_an_unknown_eligible_count_is_compared_without_correction(self) -> None:
        instrument = small_instrument()
        before = since(core_of(instrument, n=30, eligible=None))

        known = changes(core_of(instrument, n=30, eligible=31, seed=2), instrument=instrument, earlier=before)
        unknown = changes(
            core_of(instrument, n=30, eligible=None, seed=2), instrument=instrument, earlier=before
        )

        for one, other in zip(known.values(), unknown.values(), strict=True):
            assert isinstance(one, Change)
            assert isinstance(other, Change)
            assert one.difference == other.difference
            assert other.interval.high - other.interval.low > one.interval.high - one.interval.low

    def test_everyone_answered_twice(self) -> None:
        instrument = small_instrument()
        before = since(core_of(instrument, n=30, eligible=30, centre=3.5))

        for one in changes(
            core_of(instrument, n=30, eligible=30, centre=4), instrument=instrument, earlier=before
        ).values():
            assert isinstance(one, Change)
            assert one.interval.everyone_answered
            # What is left is that both means were rounded to 0.1: 1.96 √(2 · 0.1²/12) = 0.08.
            assert one.interval.low == pytest.approx(one.difference - 0.1)
            assert one.interval.high == pytest.approx(one.difference + 0.1)
            assert (one.verdict, one.holds_for_all) == ("higher", True)

    def test_a_change_smaller_than_the_instrument_names_is_none(self) -> None:
        """Without sampling error, and beyond rounding, `min_change` decides; 0.2 itself is enough."""
        document = small_document() | {"min_change": 0.2}
        instrument = load_instrument(json.dumps(document))
        base = core_of(instrument, n=30, eligible=30)

        verdicts = {}
        for tenths in (-3, -2, -1, 0, 1, 2, 3):
            found = changes(moved(base, tenths), instrument=instrument, earlier=since(base, instrument))
            verdicts[tenths] = {one.verdict for one in found.values() if isinstance(one, Change)}

        same = {"cannot_be_told_apart"}
        assert verdicts == {
            -3: {"lower"},
            -2: {"lower"},
            -1: same,
            0: same,
            1: same,
            2: {"higher"},
            3: {"higher"},
        }

    def test_turning_time_round_turns_the_change_round(self) -> None:
        instrument = small_instrument()
        one, other = core_of(instrument, **ENOUGH), core_of(instrument, n=25, eligible=30, centre=4.6)
        turned = {"higher": "lower", "lower": "higher", "cannot_be_told_apart": "cannot_be_told_apart"}

        there = changes(other, instrument=instrument, earlier=since(one))
        back = changes(one, instrument=instrument, earlier=since(other))

        for up, down in zip(there.values(), back.values(), strict=True):
            assert isinstance(up, Change)
            assert isinstance(down, Change)
            assert up.difference == -down.difference
            assert (up.interval.low, up.interval.high) == (-down.interval.high, -down.interval.low)
            assert up.verdict == turned[down.verdict]
            assert up.holds_for_all == down.holds_for_all

    def test_a_stored_core_gives_the_same_change(self) -> None:
        instrument = small_instrument()
        before, now = core_of(instrument, **ENOUGH), core_of(instrument, n=25, eligible=30, seed=3)
        stored = core_record.from_json(json.loads(json.dumps(core_record.to_json(before))))

        assert changes(now, instrument=instrument, earlier=since(stored)) == changes(
            now, instrument=instrument, earlier=since(before)
        )

    def test_the_profile_carries_it(self) -> None:
        instrument = small_instrument()
        before = since(core_of(instrument, **ENOUGH))

        document = build_profile(
            instrument=instrument,
            blocks=made_up_blocks(instrument, 30),
            routing=routing_of(30, 30),
            context=context(responses=30, eligible=40),
            pooled_sd={},
            earlier=before,
        )

        found = [factor.change for domain in document.domains for factor in domain.factors]
        assert all(isinstance(one, Change) and one.since == SINCE for one in found)


def moved(core: SchoolCore, tenths: int) -> SchoolCore:
    """The same core with every mean so many tenths higher."""
    record = core_record.to_json(core)
    for factor in record["factors"].values():
        factor["mean"]["value"] = str(Fraction(factor["mean"]["value"]) + Fraction(tenths, 10))
    return core_record.from_json(record)


def one_item_instrument() -> tuple[Instrument, dict[str, int]]:
    document = nyc2011.instrument_document([])
    document["scales"] = {f"points{k}": nyc2011._scale(k) for k in (4, 5, 6)}
    items = {f"q{k}{letter}": k for k in (4, 5, 6) for letter in "abcd"}
    document["domains"] = [
        {
            "id": "all",
            "causal_position": 1,
            "title": {"en": "all"},
            "factors": [nyc2011._factor(item, k) for item, k in items.items()],
        }
    ]
    return load_instrument(json.dumps(document)), items


def faculty(
    instrument: Instrument, counts: Mapping[str, tuple[int, ...]], eligible: int | None, n: int
) -> FacultyOfOneItemFactors:
    factors = []
    for factor in instrument.factors:
        scale = instrument.scales[factor.scale]
        factors.append(
            OneItemFactor(
                factor=factor.id,
                item=factor.items[0].id,
                counts=counts[factor.items[0].id],
                cuts=scale.cuts,
                favourable=scale.favourable,
                camps=(scale.camps[0], scale.camps[1]),
                partitions=[[list(cell) for cell in partition] for partition in scale.partitions],
            )
        )
    return FacultyOfOneItemFactors(factors=factors, eligible=eligible, responses=n)


def core_of_counts(
    instrument: Instrument, counts: Mapping[str, tuple[int, ...]], eligible: int | None, n: int
) -> SchoolCore:
    blocks = {
        f"f_{item}": np.repeat(np.arange(1, len(own) + 1, dtype=np.int16), own)[:, np.newaxis]
        for item, own in counts.items()
    }
    return score_school(
        instrument=instrument,
        blocks=blocks,
        routing={},
        context=context(responses=n, eligible=eligible),
        pooled_sd={},
    ).core


def test_against_a_second_derivation() -> None:
    """Made-up administrations of every kind: told apart or not, complete or not, hidden, coded."""
    instrument, items = one_item_instrument()
    rng = np.random.default_rng(2026)
    sizes: list[tuple[int, int | None]] = [
        (48, 60), (90, 130), (60, 70), (45, None), (200, 210), (40, 40), (150, 150), (7, 8), (20, 45), (4, 5),
    ]  # fmt: skip
    seen: set[str] = set()
    for round_number in range(100):
        shares = {item: rng.dirichlet(np.full(k, 25.0)) for item, k in items.items()}
        pair = []
        for place in rng.integers(len(sizes), size=2):
            n, eligible = sizes[place]
            # Sometimes opinions hardly move, so that some changes hold alone but not among all.
            moving = (8, 30, 100)[round_number % 3]
            counts = {
                item: tuple(int(c) for c in rng.multinomial(n, rng.dirichlet(moving * own + 0.5)))
                for item, own in shares.items()
            }
            pair.append((counts, eligible, n))
        expected = expected_changes(
            faculty(instrument, *pair[0]),
            faculty(instrument, *pair[1]),
            since=SINCE.model_dump(mode="json"),
            min_change=instrument.min_change,
        )
        found = changes(
            core_of_counts(instrument, *pair[0]),
            instrument=instrument,
            earlier=since(core_of_counts(instrument, *pair[1]), instrument),
        )

        shown = {factor: one.model_dump(mode="json") for factor, one in found.items()}
        assert shown == expected
        seen |= {one.get("reason") or f"{one['verdict']} {one['holds_for_all']}" for one in expected.values()}
    assert seen >= {
        "higher True",
        "higher False",
        "lower True",
        "lower False",
        "cannot_be_told_apart False",
        "preliminary",
        "fewer_than_eight_responses",
        "not_enough_responses",
        "cells_too_small",
    }
