"""Careless answering in `statistics.json`: counts, and each factor without the flagged lines."""

from collections.abc import Iterable

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring_worker.statistics.careless import DistrictCareless
from scoring_worker.statistics.chunk import Chunk, SchoolAnswers, chunks
from tests.fixtures.scoring import made_up_blocks, small_instrument

INSTRUMENT = small_instrument(n_items=8)


def faculty(n: int, *, seed: int, careless: int = 0) -> NDArray[np.int16]:
    answers = np.hstack(list(made_up_blocks(INSTRUMENT, n, seed=seed).values()))
    answers[:careless] = 5
    return answers


def district(*faculties: NDArray[np.int16], rows: int = 50) -> DistrictCareless:
    def again() -> Iterable[Chunk]:
        schools = (SchoolAnswers(answers=own, eligible=None) for own in faculties)
        return chunks(INSTRUMENT, schools, rows=rows)

    return DistrictCareless.of(again)


def test_too_small_a_district_knows_nothing_unusual() -> None:
    found = district(faculty(20, seed=1))

    assert [entry["unusual"] for entry in found.entries()] == [None]
    assert found.total()["unusual"] is None


def test_an_empty_school_and_everybody_flagged() -> None:
    found = district(faculty(6, seed=1, careless=6), np.zeros((0, 24), dtype=np.int16))

    everybody, nobody = found.entries()

    assert (everybody["n"], everybody["n_flagged"], everybody["long_run"]) == (6, 6, 6)
    assert set(everybody["factors"]) == {factor.id for factor in INSTRUMENT.factors}
    for factor in everybody["factors"].values():
        assert factor == {"n": 0, "mean": None, "difference": None}
    assert (nobody["n"], nobody["n_flagged"]) == (0, 0)


def test_factors_without_the_flagged_by_hand() -> None:
    answers = faculty(20, seed=3, careless=2)
    answers[4, 3:] = 0  # three answers: not judged, and counted in no factor

    (entry,) = district(answers).entries()

    assert (entry["n"], entry["n_flagged"], entry["no_variation"]) == (19, 2, 2)
    for place, factor in enumerate(INSTRUMENT.factors):
        own = answers[:, 8 * place : 8 * place + 8].astype(float)
        own[:, 7] = 7 - own[:, 7]
        means = np.array([line.mean() for row, line in enumerate(own) if row != 4])
        rest = means[2:]
        assert entry["factors"][factor.id]["n"] == 17
        assert entry["factors"][factor.id]["mean"] == pytest.approx(rest.mean(), abs=1e-12)
        assert entry["factors"][factor.id]["difference"] == pytest.approx(
            rest.mean() - means.mean(), abs=1e-12
        )


def test_a_large_district_finds_the_unusual_and_adds_up_whatever_the_chunks() -> None:
    faculties = [faculty(30, seed=seed, careless=seed % 2) for seed in range(12)]
    faculties[4][7] = np.tile([1, 6], 12)

    found = district(*faculties)

    entries = list(found.entries())
    assert entries[4]["unusual"] == 1
    total = found.total()
    assert total["n"] == 360
    assert total["schools_flagged"] == sum(entry["n_flagged"] > 0 for entry in entries) >= 7
    for key in ("n_flagged", "long_run", "no_variation", "unusual"):
        assert total[key] == sum(entry[key] for entry in entries)
    assert list(district(*faculties, rows=10_000).entries()) == entries
