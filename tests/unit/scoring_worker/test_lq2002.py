"""Real input: 2,042 respondents in 49 groups, against R 4.2.2 (`multilevel` 2.8). Tolerance 1e-9.

The group means and the answers per option they follow from are committed numbers, so the first tests never
skip; the others run the command on the whole file where it is present.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from scoring_worker.__main__ import app
from scoring_worker.statistics.document import SchoolAnswers
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures import lq2002
from tests.fixtures.reference import number, reference_json, reference_path, reference_rows
from tests.fixtures.research_data import ITEM_COLUMNS
from tests.fixtures.scoring import statistics_of

GOLDEN = Path(__file__).parents[2] / "golden"
TOLERANCE = 1e-9


def golden(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((GOLDEN / name).read_text())
    return content


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load_instrument(json.dumps(lq2002.instrument_document()))


def rows_with(counts: dict[str, list[int]]) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """Complete rows with these answers per option; who gave which does not matter to a mean."""
    columns = [np.repeat(np.arange(1, 6, dtype=np.int16), counts[item]) for item in lq2002.ITEMS]
    rng = np.random.default_rng(0)
    return np.column_stack([rng.permutation(column) for column in columns])


def test_group_means_from_committed_counts(instrument: Instrument) -> None:
    means = golden("lq2002_group_means.json")["means"]
    counts = golden("lq2002_item_counts.json")["counts"]

    assert len(counts) == 49
    answers = {
        group: SchoolAnswers(answers=rows_with(items), eligible=None) for group, items in counts.items()
    }
    schools = statistics_of(instrument, answers)["schools"]
    for group, items in counts.items():
        found = schools[group]
        for factor in lq2002.FACTORS:
            assert found["factors"][factor]["mean"] == pytest.approx(means[factor][group], abs=TOLERANCE)
            assert found["items"][lq2002.FACTORS[factor][0]]["counts"] == items[lq2002.FACTORS[factor][0]]


def test_committed_numbers_are_those_of_the_data() -> None:
    counts = lq2002.item_counts(reference_path("statistics", "data", "lq2002.csv"))

    assert golden("lq2002_item_counts.json")["counts"] == counts
    for row in reference_rows("reference", "lq2002", "scale_agreement.csv"):
        if row["scale"].lower() in lq2002.FACTORS:
            committed = golden("lq2002_group_means.json")["means"][row["scale"].lower()][row["group"]]
            assert committed == number(row["scale_mean"])


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes for the whole file."""
    folder = tmp_path_factory.mktemp("lq2002")
    instrument, responses = lq2002.write_inputs(reference_path("statistics", "data", "lq2002.csv"), folder)
    arguments = [
        "--instrument",
        instrument,
        "--responses",
        responses,
        "--out",
        folder / "out",
        "--statistics",
    ]
    options = ["--digest-key", folder / "key", "--released-on", "2026-11-21"]
    result = CliRunner().invoke(app, ["score", *map(str, [*arguments, *options])])
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="module")
def statistics(output: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((output / "statistics.json").read_text())
    return content


def test_factor_statistics_as_in_r(statistics: dict[str, Any]) -> None:
    columns = {
        "scale_mean": "mean",
        "scale_sd": "sd",
        "rwgj_uniform": "rwg_j",
        "r_star_wgj_uniform": "rwg_j_star",
        "ad_mj_listwise": "ad_m_j",
        "awgj_listwise": "a_wg_j",
    }
    checked = 0
    for row in reference_rows("reference", "lq2002", "scale_agreement.csv"):
        if row["scale"].lower() not in lq2002.FACTORS:
            continue
        found = statistics["schools"][row["group"]]["factors"][row["scale"].lower()]
        assert found["n"] == int(row["scale_n"])
        for column, key in columns.items():
            assert found[key] == pytest.approx(number(row[column]), abs=TOLERANCE), (row["group"], key)
        checked += 1
    assert checked == 98


def test_item_statistics_as_in_r(statistics: dict[str, Any]) -> None:
    checked = 0
    for row in reference_rows("reference", "lq2002", "item_agreement.csv"):
        if row["item"] not in lq2002.ITEMS:
            continue
        found = statistics["schools"][row["group"]]["items"][row["item"]]
        for column, key in ITEM_COLUMNS.items():
            expected = number(row[column])
            assert found[key] == (None if expected is None else pytest.approx(expected, abs=TOLERANCE))
        checked += 1
    assert checked == 49 * 14


def test_district_statistics_as_in_r(statistics: dict[str, Any]) -> None:
    reference = reference_json("reference", "lq2002", "reliability_icc.json")
    for factor in lq2002.FACTORS:
        found, expected = statistics["district"]["factors"][factor], reference[factor.upper()]
        feldt = expected["reliability"]["feldt95_listwise"]
        assert found["alpha"] == pytest.approx(expected["reliability"]["alpha_raw_pairwise"], abs=TOLERANCE)
        assert found["alpha_interval"] == pytest.approx([feldt["lower"], feldt["upper"]], abs=TOLERANCE)
        assert found["icc1"] == pytest.approx(expected["icc_scale"]["ICC1_multilevel"], abs=TOLERANCE)
        assert found["icc2"] == pytest.approx(expected["icc_scale"]["ICC2_multilevel"], abs=TOLERANCE)


def test_reliability_and_structure_as_in_r(statistics: dict[str, Any]) -> None:
    reference = reference_json("reference", "lq2002", "reliability_icc.json")
    keys = {
        "alpha_listwise": "alpha_listwise",
        "alpha_standardised": "alpha_std",
        "average_correlation": "avg_r",
    }
    for factor in lq2002.FACTORS:
        found, expected = statistics["district"]["factors"][factor], reference[factor.upper()]
        for key, theirs in keys.items():
            assert found[key] == pytest.approx(expected["reliability"][theirs], abs=TOLERANCE), key
        assert found["spearman_brown"] is None
        assert found["omega"] == pytest.approx(expected["omega"]["omega_u_model_implied"], abs=1e-4)
        assert found["tau2"] == pytest.approx(expected["icc_scale"]["reml_tau2"], abs=1e-6)
        assert found["sigma2"] == pytest.approx(expected["icc_scale"]["reml_sigma2"], abs=1e-6)
        assert list(found["items"]) == lq2002.FACTORS[factor]
        for item, own in found["items"].items():
            theirs = expected["reliability"]
            assert own["item_rest"] == pytest.approx(theirs["item_rest_r"][item], abs=TOLERANCE)
            assert own["alpha_if_dropped"] == pytest.approx(theirs["alpha_if_dropped"][item], abs=TOLERANCE)


def test_shrunken_means_as_in_r(statistics: dict[str, Any]) -> None:
    reference = reference_json("reference", "lq2002", "reliability_icc.json")
    for factor in lq2002.FACTORS:
        groups = reference[factor.upper()]["icc_scale"]["groups"]
        assert len(groups) == 49
        for row in groups:
            found = statistics["schools"][row["group"]]["factors"][factor]
            assert found["shrunken_mean"] == pytest.approx(row["EB_mean"], abs=1e-6)
            assert found["reliability"] == pytest.approx(row["reliability_lambda"], abs=1e-6)


def test_hand_values_of_the_whole_data(statistics: dict[str, Any]) -> None:
    lead = statistics["district"]["factors"]["lead"]
    mean_rwg = np.mean([school["factors"]["lead"]["rwg_j"] for school in statistics["schools"].values()])

    assert lead["alpha"] == pytest.approx(0.902236565759766, abs=TOLERANCE)
    assert (lead["icc1"], lead["icc2"]) == pytest.approx((0.087956, 0.800754), abs=1e-6)
    assert mean_rwg == pytest.approx(0.867785, abs=1e-6)


def test_every_group_has_a_profile_and_says_where_it_comes_from(output: Path) -> None:
    profiles = [json.loads(path.read_text()) for path in (output / "profiles").glob("*.json")]

    assert len(profiles) == 49
    for profile in profiles:
        assert profile["participation"]["eligible"] is None
        assert profile["participation"]["response_rate"] is None
        assert {"collected_elsewhere", "eligible_unknown"} <= {note["code"] for note in profile["notes"]}
        for domain in profile["domains"]:
            assert domain["factors"][0]["bounds"] == {"suppressed": True, "reason": "eligible_unknown"}


def test_the_published_summary_says_what_r_says_of_the_whole_answers(output: Path) -> None:
    """Made of rounded cores, yet to 0.1 the same as lme4 and psych on every answer."""
    summary = json.loads((output / "district.json").read_text())
    reference = reference_json("reference", "lq2002", "reliability_icc.json")

    assert summary["coverage"]["text"]["en"] == "49 of 49 schools"
    for factor in (factor for domain in summary["domains"] for factor in domain["factors"]):
        r = reference[factor["id"].upper()]
        tau2, sigma2, mean_n = (
            r["icc_scale"][key] for key in ("reml_tau2", "reml_sigma2", "mean_group_size")
        )
        assert factor["between_schools"] == {
            "sd": round(tau2**0.5, 1),
            "icc1": round(tau2 / (tau2 + sigma2), 1),
            "icc2": round(tau2 / (tau2 + sigma2 / mean_n), 1),
        }
        assert factor["reliability"] == {
            "alpha": round(r["reliability"]["alpha_raw_pairwise"], 1),
            "omega": round(r["omega"]["omega_u_model_implied"], 1),
        }
        assert sum(level["schools"] for level in factor["levels"]) == 49
