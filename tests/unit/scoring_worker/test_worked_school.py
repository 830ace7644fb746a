"""The worked school of docs/measurement.md: its table says what the command computes from the example files.

The column "full precision" is also recomputed here from the three answers of each person, by hand.
"""

import csv
import json
import re
import statistics
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scoring_worker.__main__ import app

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = DOCS / "examples" / "worked-school"
T_975_11 = 2.200985  # published table of Student's t, 11 degrees of freedom


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    out = tmp_path_factory.mktemp("worked")
    files = ("--instrument", "instrument.yaml", "--responses", "responses.csv", "--schools", "schools.csv")
    arguments = [str(EXAMPLE / value) if not value.startswith("--") else value for value in files]
    arguments += ["--out", str(out), "--digest-key", str(out / "key"), "--statistics"]
    done = CliRunner().invoke(app, ["score", *arguments])
    assert done.exit_code == 0, done.output
    exact = json.loads((out / "statistics.json").read_text())["schools"]["Maple"]
    return exact, json.loads((out / "profiles" / "Maple.json").read_text())


@pytest.fixture(scope="module")
def table() -> dict[str, tuple[str, str]]:
    """Number → full precision, published, as the document has them."""
    section = (DOCS / "measurement.md").read_text(encoding="utf-8").split("## One school, worked through")[1]
    rows = re.findall(r"^\| ([^|]+) \| ([\d.]+) \|([^|]*)\|", section.split("\n## ")[0], flags=re.MULTILINE)
    return {name.strip(): (exact, published.strip()) for name, exact, published in rows}


def test_the_exact_numbers_are_those_of_a_hand_computation(table: dict[str, tuple[str, str]]) -> None:
    with (EXAMPLE / "responses.csv").open() as file:
        people = [
            {key: int(value) for key, value in row.items() if key != "school" and value}
            for row in csv.DictReader(file)
        ]
    scores = [
        statistics.fmean(7 - answer if item == "rare" else answer for item, answer in person.items())
        for person in people
    ]
    mean, sd = statistics.fmean(scores), statistics.stdev(scores)
    error = sd / 12**0.5 * (1 - 12 / 16) ** 0.5
    expected = {
        "response rate": 12 / 16,
        "mean": mean,
        "percent": 100 * (mean - 1) / 5,
        "sd": sd,
        "standard error": error,
        "interval, lower end": mean - T_975_11 * error,
        "interval, upper end": mean + T_975_11 * error,
        "worst case, lower end": (12 * mean + 4) / 16,
        "worst case, upper end": (12 * mean + 24) / 16,
        "tipping point": (mean - 4) / (4 / 16),
    }
    for name, value in expected.items():
        assert float(table[name][0]) == pytest.approx(value, abs=5.1e-5), name


def test_the_table_says_what_the_command_computes(
    table: dict[str, tuple[str, str]], results: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    school, profile = results
    exact, shown = school["factors"]["feedback"], profile["domains"][0]["factors"][0]
    pairs = {
        "response rate": (school["n"] / school["eligible"], profile["participation"]["response_rate"]),
        "mean": (exact["mean"], shown["score"]["mean"]),
        "percent": (school["domains"]["leadership"]["percent"], shown["score"]["percent"]),
        "sd": (exact["sd"], ""),
        "standard error": (exact["se"], ""),
        "interval, lower end": (exact["interval"][0], shown["interval"]["low"]),
        "interval, upper end": (exact["interval"][1], shown["interval"]["high"]),
        "worst case, lower end": (exact["bounds"][0], shown["bounds"]["low"]),
        "worst case, upper end": (exact["bounds"][1], shown["bounds"]["high"]),
        "tipping point": (exact["tipping_point"], shown["tipping_point"]["points"]),
        "P(emergent)": (exact["level_probabilities"][1], shown["level"]["probabilities"][1]),
        "P(functional)": (exact["level_probabilities"][2], shown["level"]["probabilities"][2]),
        "AD_M(j)": (exact["ad_m_j"], f'"{shown["agreement"]["word"]}"'),
    }
    assert pairs.keys() == table.keys()
    for name, (value, published) in pairs.items():
        assert float(table[name][0]) == pytest.approx(value, abs=5.1e-5), name
        assert table[name][1] == str(published), name
