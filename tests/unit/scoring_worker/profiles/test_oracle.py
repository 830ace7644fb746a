"""The published profile against a second derivation that shares no code with it (`profile_oracle`)."""

import json
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from infra.nyc.city import CityItem, CitySchool, consistent_schools, draw
from scoring_worker.profiles.assemble import pooled_sds
from survey_core.contracts.profile import profile_bytes
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures import nyc2011, profile_oracle
from tests.fixtures.profile_oracle import OneItemFactor, differences, expected_school
from tests.fixtures.reference import reference_path
from tests.fixtures.scoring import build_profile, context

Counts = dict[str, tuple[int, ...]]


def blocks_of(counts: Counts) -> dict[str, NDArray[np.int16]]:
    """A block for each one-item factor with these answers."""
    return {
        f"f_{item}": np.repeat(np.arange(1, len(own) + 1, dtype=np.int16), own)[:, np.newaxis]
        for item, own in counts.items()
    }


def factors_of(instrument: Instrument, counts: Counts) -> list[OneItemFactor]:
    found = []
    for factor in instrument.factors:
        scale, item = instrument.scales[factor.scale], factor.items[0].id
        low, high = scale.camps
        found.append(
            OneItemFactor(
                factor=factor.id,
                item=item,
                counts=counts.get(item, (0,) * scale.options),
                cuts=scale.cuts,
                favourable=scale.favourable,
                camps=(low, high),
                partitions=[[list(cell) for cell in partition] for partition in scale.partitions],
            )
        )
    return found


def compare(instrument: Instrument, schools: list[tuple[Counts, int | None, int]]) -> None:
    """Publish each (counts, eligible, responses) and derive it again."""
    pooled = pooled_sds(instrument, schools=[blocks_of(counts) for counts, _, _ in schools])
    again = profile_oracle.pooled_sds([factors_of(instrument, counts) for counts, _, _ in schools])
    assert pooled == pytest.approx(again)
    for counts, eligible, responses in schools:
        document = build_profile(
            instrument=instrument,
            blocks=blocks_of(counts),
            routing={},
            context=context(responses=responses, eligible=eligible, released_on=date(2011, 6, 1)),
            pooled_sd=pooled,
        )
        expected = expected_school(
            factors_of(instrument, counts), eligible=eligible, responses=responses, pooled=again
        )
        assert differences(json.loads(profile_bytes(document)), expected) == []


def test_made_up_counts_of_every_kind() -> None:
    document = nyc2011.instrument_document([])
    document["scales"] = {f"points{k}": nyc2011._scale(k) for k in (3, 4, 5, 6)}
    items = {f"q{k}{letter}": k for k in (3, 4, 5, 6) for letter in "abcde"}
    document["domains"] = [
        {
            "id": "all",
            "causal_position": 1,
            "title": {"en": "all"},
            "factors": [nyc2011._factor(item, k) for item, k in items.items()],
        }
    ]
    instrument = load_instrument(json.dumps(document))
    rng = np.random.default_rng(2011)

    schools: list[tuple[Counts, int | None, int]] = []
    for n, eligible in [
        (4, 5),
        (5, 5),
        (6, 8),
        (7, 7),
        (9, 12),
        (14, 30),
        (19, 22),
        (21, 25),
        (33, 40),
        (60, 60),
    ]:
        counts = {
            item: tuple(int(c) for c in rng.multinomial(n, rng.dirichlet(np.full(k, 0.7))))
            for item, k in items.items()
        }
        schools.append((counts, eligible, n))
    compare(instrument, schools)


def test_a_wrong_number_is_found() -> None:
    """The comparison itself must be able to fail."""
    instrument = load_instrument(json.dumps(nyc2011.instrument_document([_city_school()])))
    counts = {item.item: item.counts for item in _city_school().items.values()}
    document = build_profile(
        instrument=instrument,
        blocks=blocks_of(counts),
        routing={},
        context=context(responses=24, eligible=30),
        pooled_sd={},
    )
    expected = expected_school(factors_of(instrument, counts), eligible=30, responses=24, pooled={})

    shown = json.loads(profile_bytes(document))
    assert differences(shown, expected) == []
    shown["domains"][0]["factors"][0]["score"]["mean"] += 0.1
    shown["participation"]["standing"] = "preliminary"
    assert len(differences(shown, expected)) == 2


def _city_school() -> CitySchool:
    items = {
        item: CityItem(item=item, counts=(6, 6, 6, 6), published_score="5.0")
        for item in ("q1a", "q7a", "q11a")
    }
    return CitySchool(dbn="01M000", eligible=30, responding=24, items=items)


def test_twenty_new_york_schools() -> None:
    schools = draw(consistent_schools(reference_path("statistics", "data")))
    instrument = load_instrument(json.dumps(nyc2011.instrument_document(schools)))

    compare(
        instrument,
        [
            ({item.item: item.counts for item in school.items.values()}, school.eligible, school.responding)
            for school in schools
        ],
    )
