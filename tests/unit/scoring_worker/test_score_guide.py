"""docs/district-it.md, "Scoring without a server": its command runs, and gives the numbers it tells."""

import csv
import json
import re
import shlex
import statistics
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scoring_worker.__main__ import app

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = DOCS / "examples" / "worked-school"
SECTION = (
    (DOCS / "district-it.md").read_text("utf-8").split("## Scoring without a server")[1].split("\n## ")[0]
)


def command() -> list[str]:
    (block,) = re.findall(r"```bash\n(.*?)```", SECTION, re.DOTALL)
    return shlex.split(block.replace("\\\n", " "))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("guide")
    words = command()
    assert words[:4] == ["uv", "run", "scoring-worker", "score"]
    here = [str(EXAMPLE / word) if (EXAMPLE / word).is_file() else word for word in words[4:]]
    here[here.index("out")] = str(folder / "out")
    done = CliRunner().invoke(app, ["score", *here, "--digest-key", str(folder / "key")])
    assert done.exit_code == 0, done.output
    exact = json.loads((folder / "out" / "statistics.json").read_text())["schools"]["Maple"]
    profile = json.loads((folder / "out" / "profiles" / "Maple.json").read_text())
    return exact["factors"]["feedback"]["change"], profile["domains"][0]["factors"][0]["change"]


def test_every_option_of_the_command_is_explained() -> None:
    used = {word for word in command() if word.startswith("--")} - {"--instrument", "--out"}

    assert used <= set(re.findall(r"`(--[a-z-]+)`", SECTION))


def test_it_tells_what_the_command_computes(results: tuple[dict[str, Any], dict[str, Any]]) -> None:
    exact, published = results

    told = [float(number) for number in re.findall(r"(?<![\w.-])\d+\.\d+", SECTION)]
    assert told == [
        published["difference"],
        published["interval"]["low"],
        published["interval"]["high"],
        round(exact["difference"], 4),
        *(round(end, 4) for end in exact["interval"]),
        round(exact["cliffs_delta"], 4),
        round(exact["hedges_g"], 4),
    ]
    assert published["verdict"] == "higher"
    assert published["since"]["released_on"] == "2025-11-21"


def test_what_it_computes_is_right_by_hand(results: tuple[dict[str, Any], dict[str, Any]]) -> None:
    exact, _ = results
    now, before = scores("responses.csv"), scores("earlier-responses.csv")
    terms = [
        statistics.variance(now) / 12 * (1 - 12 / 16),
        statistics.variance(before) / 11 * (1 - 11 / 14),
    ]

    assert exact["difference"] == pytest.approx(statistics.fmean(now) - statistics.fmean(before))
    assert exact["se"] == pytest.approx(sum(terms) ** 0.5)
    assert exact["df"] == pytest.approx(sum(terms) ** 2 / (terms[0] ** 2 / 11 + terms[1] ** 2 / 10))
    pairs = [(x > y) - (x < y) for x in now for y in before]
    assert exact["cliffs_delta"] == pytest.approx(sum(pairs) / 132)


def scores(name: str) -> list[float]:
    with (EXAMPLE / name).open() as file:
        people = [
            {key: int(value) for key, value in row.items() if key != "school" and value}
            for row in csv.DictReader(file)
        ]
    return [
        statistics.fmean(7 - answer if item == "rare" else answer for item, answer in person.items())
        for person in people
    ]
