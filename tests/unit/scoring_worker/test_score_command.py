"""The command without a server: refusals first, then what it writes."""

import json
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from scoring_worker.__main__ import app
from scoring_worker.imports.files import file_names, write_parts
from survey_core.contracts.measures import Reference
from survey_core.contracts.profile import parse_profile
from tests.fixtures.scoring import made_up_blocks, small_document, small_instrument

SIZES = {"A": 30, "B": 7, "C/..": 20, "d": 4}
ELIGIBLE = {"A": 40, "B": 9, "C/..": 40, "d": 5, "empty": 12}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an instrument, responses of four schools and a list of five."""
    (tmp_path / "instrument.json").write_text(json.dumps(small_document()))
    write_schools(tmp_path, SIZES, eligible=ELIGIBLE)
    return tmp_path


def write_schools(folder: Path, sizes: dict[str, int], *, eligible: dict[str, int]) -> None:
    """Write made-up responses and the list of schools."""
    instrument = small_instrument()
    items = [item.id for item in instrument.items]
    lines = [",".join(["school", *items])]
    for place, (code, n) in enumerate(sizes.items()):
        blocks = made_up_blocks(instrument, n, seed=place)
        for line in range(n):
            cells = [str(answer) for factor in instrument.factors for answer in blocks[factor.id][line]]
            lines.append(",".join([code, *cells]))
    (folder / "responses.csv").write_text("\n".join(lines))
    listed = [f"{code},{number},School {code}" for code, number in eligible.items()]
    (folder / "schools.csv").write_text("\n".join(["school,eligible,name", *listed]))


def run(folder: Path, *more: str, out: str = "out", schools: bool = True) -> Result:
    arguments = ["score", "--instrument", folder / "instrument.json", "--responses", folder / "responses.csv"]
    arguments += ["--out", folder / out, "--digest-key", folder / "key", *more]
    if schools:
        arguments += ["--schools", folder / "schools.csv"]
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class TestRefusals:
    def test_a_faulty_instrument(self, folder: Path) -> None:
        (folder / "instrument.json").write_text(json.dumps(small_document() | {"version": "one"}))

        result = run(folder)

        assert result.exit_code == 1
        assert "version" in result.stderr
        assert not (folder / "out").exists()

    def test_faulty_responses_write_nothing(self, folder: Path) -> None:
        with (folder / "responses.csv").open("a") as file:
            file.write("\nA,9,1,1,1,1,1,1,1,1\nnowhere,1,1,1,1,1,1,1,1,1\n")

        result = run(folder)

        assert result.exit_code == 1
        assert "2 faults" in result.stderr
        assert "line 63, le1: '9'; allowed: 1 to 6, or blank" in result.stderr
        assert "line 64, school: 'nowhere'" in result.stderr
        assert not (folder / "out").exists()

    def test_a_faulty_list_of_schools(self, folder: Path) -> None:
        (folder / "schools.csv").write_text("school,eligible\nA,many\n")

        result = run(folder)

        assert result.exit_code == 1
        assert "schools.csv line 2, eligible: 'many'" in result.stderr

    def test_k_below_five(self, folder: Path) -> None:
        assert run(folder, "--k", "4").exit_code == 2

    def test_a_key_file_that_is_something_else(self, folder: Path) -> None:
        (folder / "key").write_text("not a key")

        result = run(folder)

        assert result.exit_code == 1
        assert "must hold 32 bytes" in result.stderr
        assert "--digest-key" in result.stderr

    def test_a_folder_that_cannot_be_written(self, folder: Path) -> None:
        (folder / "out").mkdir()
        (folder / "out" / "profiles").touch()

        result = run(folder)

        assert result.exit_code == 1
        assert f"{folder / 'out' / 'profiles'}: File exists" in result.stderr
        assert "choose another" in result.stderr

    def test_a_missing_file(self, folder: Path) -> None:
        (folder / "responses.csv").unlink()

        assert run(folder).exit_code == 2


class TestWritten:
    def test_one_published_profile_a_school(self, folder: Path) -> None:
        result = run(folder)

        assert result.exit_code == 0, result.output
        profiles = [parse_profile(path.read_bytes()) for path in (folder / "out" / "profiles").iterdir()]
        standings = {profile.school.id: profile.participation.standing for profile in profiles}
        assert standings == {
            "A": "profile",
            "B": "profile",
            "C/..": "preliminary",
            "d": "suppressed",
            "empty": "suppressed",
        }
        assert {profile.school.name for profile in profiles} == {f"School {code}" for code in ELIGIBLE}
        assert all(profile.participation.access == "import" for profile in profiles)
        assert not (folder / "out" / "statistics.json").exists()
        assert "2 profiles" in result.stdout

    def test_too_few_schools_have_a_summary_that_withholds_everything(self, folder: Path) -> None:
        result = run(folder)

        summary = json.loads((folder / "out" / "district.json").read_bytes())
        assert summary["coverage"]["text"]["en"] == "0 of 5 schools"
        assert summary["domains"][0]["score"]["reason"] == "fewer_than_three_schools"
        assert "district.json (0 of 5 schools)" in result.stdout

    def test_enough_schools_are_summarised_and_compared(self, folder: Path) -> None:
        sizes = {f"S{place:02}": 8 + place for place in range(12)}
        write_schools(folder, sizes, eligible={code: n + 2 for code, n in sizes.items()})

        assert run(folder).exit_code == 0

        summary = json.loads((folder / "out" / "district.json").read_bytes())
        assert summary["coverage"]["text"] == {"en": "12 of 12 schools", "es": "12 de 12 escuelas"}
        assert summary["released_on"] == datetime.now(UTC).date().isoformat()
        assert summary["notes"][0]["code"] == "collected_elsewhere"
        profile = parse_profile((folder / "out" / "profiles" / "S00.json").read_bytes())
        factor = profile.domains[0].factors[0]
        assert isinstance(factor.shrunken_mean, float)
        assert isinstance(factor.reference, Reference)
        assert factor.reference.schools == 12

    def test_the_same_rows_in_any_order_give_the_same_bytes(self, folder: Path) -> None:
        assert run(folder, "--statistics", out="one").exit_code == 0
        header, *lines = (folder / "responses.csv").read_text().splitlines()
        (folder / "responses.csv").write_text("\n".join([header, *lines[::-1]]))
        assert run(folder, "--statistics", out="two").exit_code == 0

        one, two = (
            {p.relative_to(folder / out): p.read_bytes() for p in sorted((folder / out).rglob("*.json"))}
            for out in ("one", "two")
        )
        assert len(one) == 7
        assert one == two

    def test_statistics_are_everything(self, folder: Path) -> None:
        assert run(folder, "--statistics").exit_code == 0

        statistics = json.loads((folder / "out" / "statistics.json").read_text())
        assert set(statistics) == {"schools", "district"}
        assert {code: school["n"] for code, school in statistics["schools"].items()} == {**SIZES, "empty": 0}
        assert {code: school["eligible"] for code, school in statistics["schools"].items()} == ELIGIBLE
        assert statistics["schools"]["d"]["factors"]["collective_efficacy"]["mean"] is not None
        assert statistics["schools"]["empty"]["factors"]["collective_efficacy"]["mean"] is None
        assert "NaN" not in (folder / "out" / "statistics.json").read_text()

    def test_without_a_list_nobody_knows_how_many_were_eligible(self, folder: Path) -> None:
        assert run(folder, "--statistics", schools=False).exit_code == 0

        profile = parse_profile((folder / "out" / "profiles" / "A.json").read_bytes())
        assert profile.participation.eligible is None
        assert profile.participation.response_rate is None
        statistics = json.loads((folder / "out" / "statistics.json").read_text())
        factor = statistics["schools"]["A"]["factors"]["collective_efficacy"]
        assert (factor["bounds"], factor["tipping_point"]) == (None, None)
        assert factor["se"] == pytest.approx(factor["sd"] / 30**0.5)

    def test_the_routing_question_tells_how_many_were_asked(self, folder: Path) -> None:
        """Half of those who said whether they meet in a team do: 20 of 40, whoever left the question out."""
        header, *lines = (folder / "responses.csv").read_text().splitlines()
        mine = [line for line in lines if line.startswith("A,")]
        asked = [f"{line},yes" for line in mine[:10]]
        others = [re.sub(r"^((?:[^,]*,){4}).,.,.,", r"\1,,,", line) for line in mine[10:]]
        said = ["no"] * 10 + [""] * 10
        rows = [*asked, *(f"{line},{answer}" for line, answer in zip(others, said, strict=True))]
        (folder / "responses.csv").write_text("\n".join([f"{header},in_team", *rows]))

        assert run(folder, "--statistics").exit_code == 0

        statistics = json.loads((folder / "out" / "statistics.json").read_text())
        team = statistics["schools"]["A"]["factors"]["team_processes"]
        assert team["n"] == 10
        assert team["bounds"] == pytest.approx([(team["mean"] + 1) / 2, (team["mean"] + 6) / 2])

    def test_k_may_be_raised(self, folder: Path) -> None:
        assert run(folder, "--k", "10").exit_code == 0

        profile = parse_profile((folder / "out" / "profiles" / "B.json").read_bytes())
        assert profile.participation.standing == "suppressed"

    def test_the_key_is_made_once_and_only_its_owner_may_read_it(self, folder: Path) -> None:
        assert run(folder).exit_code == 0
        made = (folder / "key").read_bytes()

        assert run(folder).exit_code == 0
        assert (folder / "key").read_bytes() == made
        assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600

    def test_the_date_can_be_chosen(self, folder: Path) -> None:
        assert run(folder, "--released-on", "2026-06-01").exit_code == 0

        assert json.loads((folder / "out" / "profiles" / "A.json").read_text())["released_on"] == "2026-06-01"


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    (tmp_path / "whole.json").write_bytes(b"before")
    for name in ("whole.json", "new.json"):
        with pytest.raises(KeyboardInterrupt):
            write_parts(tmp_path / name, parts())

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"whole.json": b"before"}


def test_file_names_are_safe_and_different() -> None:
    names = file_names(["A", "a", "C/..", "C_..", "../etc", ".", "CON", "Ñandú", "x" * 200])

    assert names["A"] == "A.json"
    assert len({name.lower() for name in names.values()}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*\.json", name) for name in names.values())
    assert all(len(name) < 120 for name in names.values())
