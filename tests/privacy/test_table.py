"""The table itself: what fails a line, and that no attack is left out of the short form."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.privacy.__main__ import run_one
from tests.privacy.registry import ATTACKS
from tests.privacy.rows import Row, failed
from tests.privacy.scale import Scale

HERE = Path(__file__).parent
#: Attacks whose short form is a test elsewhere.
ELSEWHERE = {"crashes": HERE.parent / "chaos" / "test_release_kills.py"}


def row(**changes: Any) -> Row:
    good: dict[str, Any] = {
        "name": "x",
        "adversary": "y",
        "test": "z",
        "n": 200,
        "chance": 0.05,
        "linked": 0.06,
        "bound": 0.1,
        "control": 0.95,
        "control_at_least": 0.9,
    }
    return Row(**(good | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"linked": 0.11},
        {"linked": None},
        {"linked": float("nan")},
        {"control": 0.89},
        {"control": None},
        {"control": float("nan")},
        {"passed": False},
    ],
    ids=str,
)
def test_a_line_fails_that_links_too_much_or_whose_control_finds_too_little(changes: dict[str, Any]) -> None:
    assert not row(**changes).holds


def test_a_line_holds_within_its_bound_and_with_its_control() -> None:
    assert row().holds
    assert row(linked=0.1, control=0.9).holds
    assert row(control=None, control_at_least=None).holds


def test_the_report_has_the_promised_fields_and_is_json_whatever_was_measured() -> None:
    lines = [row().as_json(), row(linked=float("nan")).as_json(), failed("x", "why").as_json()]

    assert all({"n", "chance", "linked", "control", "passed"} <= line.keys() for line in lines)
    assert [line["passed"] for line in lines] == [True, False, False]
    assert lines[1]["linked"] is None
    assert "NaN" not in json.dumps(lines)


def test_an_attack_that_breaks_is_a_failed_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run_one("no_such_attack", Scale.SHORT)

    assert [one.holds for one in rows] == [False]
    assert "no_such_attack" in rows[0].note
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("name", ATTACKS)
def test_every_attack_runs_its_short_form_with_the_tests(name: str) -> None:
    path = ELSEWHERE.get(name, HERE / f"test_{name}.py")

    assert path.is_file()
    assert name in ELSEWHERE or f'"{name}"' in path.read_text()
