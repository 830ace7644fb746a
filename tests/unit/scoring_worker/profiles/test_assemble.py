"""The published profile: refusals first, then what each standing shows, then its numbers by hand."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from scoring_worker.profiles.assemble import pooled_sds
from scoring_worker.profiles.digest import input_digest
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile, profile_bytes, same_content
from survey_core.instruments import Instrument
from tests.fixtures.scoring import build_profile, context, made_up_blocks, routing_of, small_instrument


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return small_instrument()


def profile_of(instrument: Instrument, n: int, eligible: int | None, **more: Any) -> ProfileDocument:
    return build_profile(
        instrument=instrument,
        blocks=made_up_blocks(instrument, n),
        routing=routing_of(n, n),
        context=context(responses=n, eligible=eligible, **more),
        pooled_sd={},
    )


def measures(document: ProfileDocument, name: str) -> set[str]:
    """What is said in place of a measure, or `shown`, over all factors."""
    found = [getattr(factor, name) for domain in document.domains for factor in domain.factors]
    return {value.reason if isinstance(value, Suppressed) else "shown" for value in found}


class TestRefusals:
    def test_a_factor_the_instrument_does_not_have(self, instrument: Instrument) -> None:
        with pytest.raises(ValueError, match="no such factor: other"):
            build_profile(
                instrument=instrument,
                blocks={"other": np.zeros((3, 3), dtype=np.int16)},
                routing={},
                context=context(responses=3, eligible=3),
                pooled_sd={},
            )

    def test_a_block_of_another_width(self, instrument: Instrument) -> None:
        with pytest.raises(ValueError, match="3 columns"):
            build_profile(
                instrument=instrument,
                blocks={"collective_efficacy": np.ones((9, 2), dtype=np.int16)},
                routing={},
                context=context(responses=9, eligible=9),
                pooled_sd={},
            )

    def test_an_answer_off_the_scale(self, instrument: Instrument) -> None:
        with pytest.raises(ValueError, match=r"1\.\.6"):
            build_profile(
                instrument=instrument,
                blocks={"collective_efficacy": np.full((9, 3), 7, dtype=np.int16)},
                routing={},
                context=context(responses=9, eligible=9),
                pooled_sd={},
            )

    def test_more_lines_than_responses(self, instrument: Instrument) -> None:
        with pytest.raises(ValueError, match="more lines than responses"):
            build_profile(
                instrument=instrument,
                blocks=made_up_blocks(instrument, 9),
                routing={},
                context=context(responses=8, eligible=9),
                pooled_sd={},
            )

    def test_a_secret_that_could_be_guessed(self) -> None:
        with pytest.raises(ValueError, match="32 random bytes"):
            context(responses=9, eligible=9, digest_secret=b"short")


class TestStandings:
    def test_too_few_show_nothing_not_even_how_few(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 4, 5)

        gone = Suppressed(reason="not_enough_responses")
        assert document.participation.standing == "suppressed"
        assert document.participation.responses == gone
        assert document.participation.response_rate == gone
        for name in ("score", "interval", "level", "agreement", "bounds", "tipping_point", "items"):
            assert measures(document, name) == {"not_enough_responses"}
        assert [domain.score for domain in document.domains] == [gone] * 3
        assert (document.start_here, document.leverage, document.disagreement_items) == (gone, gone, gone)

    def test_below_forty_percent_nothing(self, instrument: Instrument) -> None:
        assert profile_of(instrument, 15, 38).participation.standing == "suppressed"

    def test_preliminary_shows_scores_with_bounds(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 20, 40)

        assert document.participation.standing == "preliminary"
        assert document.participation.response_rate == 0.5
        for name in ("score", "interval", "bounds"):
            assert measures(document, name) == {"shown"}
        for name in ("level", "agreement", "tipping_point", "items"):
            assert measures(document, name) == {"preliminary"}
        assert document.start_here == Suppressed(reason="preliminary")
        assert "preliminary" in {note.code for note in document.notes}

    def test_five_to_seven_show_scores_and_levels(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 7, 8)

        for name in ("score", "interval", "level", "bounds", "tipping_point"):
            assert measures(document, name) == {"shown"}
        for name in ("agreement", "items"):
            assert measures(document, name) == {"fewer_than_eight_responses"}
        assert document.disagreement_items == Suppressed(reason="fewer_than_eight_responses")
        assert "small_group" in {note.code for note in document.notes}

    @pytest.mark.parametrize(
        ("more", "reason"), [({"interim": True}, "interim_release"), ({"access": "open"}, "open_access")]
    )
    def test_interim_and_open_show_scores_only(
        self, instrument: Instrument, more: dict[str, Any], reason: str
    ) -> None:
        document = profile_of(instrument, 35, 40, **more)

        assert measures(document, "score") == {"shown"}
        for name in ("level", "agreement", "tipping_point", "items"):
            assert measures(document, name) == {reason}
        assert document.leverage == Suppressed(reason=reason)

    def test_a_profile_shows_everything(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 30, 40)

        for name in ("score", "interval", "level", "agreement", "bounds", "tipping_point", "items"):
            assert measures(document, name) == {"shown"}
        assert document.participation.response_rate == 0.75
        assert not isinstance(document.start_here, Suppressed)

    def test_an_unknown_eligible_count_is_no_rate(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 30, None, access="import")

        assert document.participation.standing == "profile"
        assert document.participation.response_rate is None
        assert measures(document, "bounds") == {"eligible_unknown"}
        assert measures(document, "tipping_point") == {"eligible_unknown"}
        assert {"eligible_unknown", "collected_elsewhere"} <= {note.code for note in document.notes}

    def test_more_responses_than_eligible_are_said_so(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 30, 20)

        assert document.participation.response_rate == 1
        assert "more_responses_than_eligible" in {note.code for note in document.notes}

    def test_the_rate_is_never_rounded_up(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 29, 45)  # 64.44 %

        assert document.participation.response_rate == 0.644
        assert document.participation.standing == "preliminary"


class TestNumbers:
    def even(self, instrument: Instrument, n: int, eligible: int) -> ProfileDocument:
        """Half say 4, half say 5 to everything (after reversal): mean 4.5, SD .51."""
        blocks = {}
        for factor in instrument.factors:
            answers = np.array([[4] * 3] * (n // 2) + [[5] * 3] * (n // 2), dtype=np.int16)
            turned = [item.reverse for item in factor.items]
            answers[:, turned] = 7 - answers[:, turned]
            blocks[factor.id] = answers
        return build_profile(
            instrument=instrument,
            blocks=blocks,
            routing=routing_of(n, n),
            context=context(responses=n, eligible=eligible),
            pooled_sd={},
        )

    def test_by_hand(self, instrument: Instrument) -> None:
        # n = 30, N = 40, mean 4.5, SD .5: SE = .5 · sqrt(.25 / 30) = .04564; t(.975, 29) = 2.0452: ± .0933.
        factor = self.even(instrument, 30, 40).domains[0].factors[0].model_dump()

        assert factor["score"] == {
            "mean": 4.5,
            "percent": 70,
            "scale": {"id": "scale", "low": 1, "high": 6},
            "bound": "exact",
            "rounded_to": 0.1,
        }
        assert factor["interval"] == {"low": 4.4, "high": 4.6, "everyone_answered": False}
        assert factor["level"]["name"] == "functional"
        assert factor["level"]["probabilities"] == [0, 0, 1, 0]
        assert factor["level"]["certain"] is True
        assert factor["bounds"] == {"low": 3.6, "high": 4.9}  # 3.625 and 4.875, outward
        assert factor["tipping_point"] == {  # (4.5 - 4.0) / .25
            "points": 2.0,
            "direction": "lower",
            "to_level": "emergent",
            "possible": True,
        }
        assert factor["agreement"] == {"word": "strong", "rwg_j": 1.0, "ad_m": 0.5}  # .9665, .5

    def test_everyone_answered_leaves_no_width(self, instrument: Instrument) -> None:
        factor = self.even(instrument, 30, 30).domains[0].factors[0].model_dump()

        assert factor["interval"] == {"low": 4.5, "high": 4.5, "everyone_answered": True}
        assert factor["bounds"] == {"low": 4.5, "high": 4.5}
        assert factor["tipping_point"] == {"suppressed": True, "reason": "everyone_answered"}

    def test_a_score_on_a_cut_lies_between_levels(self, instrument: Instrument) -> None:
        blocks = made_up_blocks(instrument, 30)
        blocks["collective_efficacy"] = np.array([[3, 3, 4], [5, 5, 2]] * 15, dtype=np.int16)  # mean 4.0
        document = build_profile(
            instrument=instrument,
            blocks=blocks,
            routing=routing_of(30, 30),
            context=context(responses=30, eligible=30),
            pooled_sd={},
        )

        level = document.domains[2].factors[0].level
        assert not isinstance(level, Suppressed)
        assert (level.name, level.certain, level.between) == ("functional", False, ["emergent", "functional"])

    def test_a_score_near_the_end_is_coded_and_its_interval_open(self, instrument: Instrument) -> None:
        blocks = made_up_blocks(instrument, 10)
        blocks["collective_efficacy"] = np.array([[6, 6, 1]] * 10, dtype=np.int16)
        document = build_profile(
            instrument=instrument,
            blocks=blocks,
            routing=routing_of(10, 10),
            context=context(responses=10, eligible=12),
            pooled_sd={},
        )

        factor = document.domains[2].factors[0]
        assert not isinstance(factor.score, Suppressed)
        assert not isinstance(factor.interval, Suppressed)
        assert (factor.score.mean, factor.score.bound) == (5.2, "at_least")  # 6 - .3 · 2.5 = 5.25
        assert factor.interval.high == 6
        assert not isinstance(factor.items, Suppressed)
        assert factor.items[0].agree.model_dump() == {
            "options": [4, 5, 6],
            "percent": 80,
            "bound": "at_least",
        }

    def test_a_domain_is_the_mean_of_its_factors(self, instrument: Instrument) -> None:
        domain = self.even(instrument, 30, 40).domains[0]

        assert domain.model_dump()["score"] == {
            "percent": 70,
            "factors": ["meaningful_professional_learning"],
        }
        # ± .0933 points are ± 1.866 percent, outward.
        assert domain.model_dump()["interval"] == {"low": 68.1, "high": 71.9, "everyone_answered": False}


class TestBranches:
    def test_a_branch_too_small_to_show_leaves_its_domain_without_a_score(
        self, instrument: Instrument
    ) -> None:
        document = build_profile(
            instrument=instrument,
            blocks=made_up_blocks(instrument, 30, asked=4),
            routing=routing_of(30, 4),
            context=context(responses=30, eligible=40),
            pooled_sd={},
        )

        domain = document.domains[1]
        assert domain.factors[0].score == Suppressed(reason="not_enough_responses")
        assert domain.score == Suppressed(reason="factor_suppressed")
        assert isinstance(document.domains[0].score, Suppressed) is False

    def test_a_few_left_out_cannot_be_counted(self, instrument: Instrument) -> None:
        def told(asked: int) -> dict[str, Any]:
            document = build_profile(
                instrument=instrument,
                blocks=self.same_answers(instrument, 30, asked),
                routing=routing_of(30, asked),
                context=context(responses=30, eligible=40),
                pooled_sd={},
            )
            return document.domains[1].model_dump()

        assert told(26) == told(28)
        assert told(28)["factors"][0]["items"] == {"suppressed": True, "reason": "branch_size"}
        assert told(30)["factors"][0]["items"] != {"suppressed": True, "reason": "branch_size"}

    def same_answers(self, instrument: Instrument, n: int, asked: int) -> dict[str, Any]:
        blocks = made_up_blocks(instrument, n)
        blocks["team_processes"] = np.array([[4, 4, 3], [5, 5, 2]] * (asked // 2), dtype=np.int16)
        return blocks

    def test_answers_from_elsewhere_estimate_the_branch_from_who_answered(
        self, instrument: Instrument
    ) -> None:
        document = build_profile(
            instrument=instrument,
            blocks=made_up_blocks(instrument, 30, asked=20),
            routing={},
            context=context(responses=30, eligible=40, access="import"),
            pooled_sd={},
        )

        # N_f = ceil(40 · 20 / 30) = 27: bounds (20 m + 7 L) / 27.
        factor = document.domains[1].factors[0].model_dump()
        assert factor["eligible_estimated"] is True
        low = (20 * factor["score"]["mean"] + 7) / 27
        assert low - 0.1 < factor["bounds"]["low"] <= low


class TestDocument:
    def test_it_survives_being_stored(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 30, 40)

        assert parse_profile(profile_bytes(document)) == document

    def test_bytes_are_canonical(self, instrument: Instrument) -> None:
        raw = profile_bytes(profile_of(instrument, 30, 40))

        assert (
            raw
            == json.dumps(json.loads(raw), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        )

    def test_a_secret_protects_the_digest(self, instrument: Instrument) -> None:
        blocks = made_up_blocks(instrument, 30)

        one, other = input_digest(blocks, secret=bytes(32)), input_digest(blocks, secret=bytes([1] * 32))
        assert one != other
        assert len(one) == len("sha256:") + 64

    def test_identity_is_not_content(self, instrument: Instrument) -> None:
        one = profile_of(instrument, 30, 40)

        assert same_content(
            one, profile_bytes(profile_of(instrument, 30, 40, revision=2, digest_secret=bytes(32)))
        )
        assert not same_content(one, profile_bytes(profile_of(instrument, 30, 41)))

    def test_lists_are_in_instrument_order(self, instrument: Instrument) -> None:
        document = profile_of(instrument, 30, 40)

        factors = [factor.id for domain in document.domains for factor in domain.factors]
        assert factors == [factor.id for factor in instrument.factors]
        items = [item.id for item in self.items(document)]
        assert items == [item.id for item in instrument.items]

    def items(self, document: ProfileDocument) -> Iterator[Any]:
        for domain in document.domains:
            for factor in domain.factors:
                assert not isinstance(factor.items, Suppressed)
                yield from factor.items

    def test_made_up_answers_are_labelled(self, instrument: Instrument) -> None:
        assert profile_of(instrument, 30, 40, synthetic=True).notes[0].code == "synthetic"


def test_pooling_over_an_administration(instrument: Instrument) -> None:
    schools = [made_up_blocks(instrument, n, seed=n) for n in (8, 20, 30)]

    assert set(pooled_sds(instrument, schools=schools[:2]).values()) == {None}
    pooled = pooled_sds(instrument, schools=schools)
    assert all(value is not None and 0.3 < value < 1.5 for value in pooled.values())
    assert pooled == pooled_sds(instrument, schools=schools[::-1])
