"""The command with an earlier administration: refusals first, then change in profiles and statistics."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from scoring_worker.__main__ import app
from survey_core.contracts.measures import Change, Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile
from survey_core.instruments import Instrument
from tests.fixtures.scoring import made_up_blocks, small_document, small_instrument

INSTRUMENT = small_instrument()
LEAD, TEAM, EFFICACY = (factor.id for factor in INSTRUMENT.factors)


def write_responses(
    path: Path, sizes: dict[str, int], *, instrument: Instrument = INSTRUMENT, shift: float
) -> None:
    lines = [",".join(["school", *(item.id for item in instrument.items)])]
    means = {factor.id: 3.4 + shift for factor in instrument.factors}
    for place, (code, n) in enumerate(sizes.items()):
        blocks = made_up_blocks(instrument, n, seed=place + int(10 * shift), means=means)
        for line in range(n):
            cells = [str(answer) for factor in instrument.factors for answer in blocks[factor.id][line]]
            lines.append(",".join([code, *cells]))
    path.write_text("\n".join(lines))


def write_schools(path: Path, eligible: dict[str, int]) -> None:
    path.write_text("\n".join(["school,eligible", *(f"{code},{n}" for code, n in eligible.items())]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two administrations: A and B took part in both, C only now, D only before."""
    (tmp_path / "instrument.json").write_text(json.dumps(small_document()))
    write_responses(tmp_path / "now.csv", {"A": 30, "B": 6, "C": 20}, shift=1.0)
    write_schools(tmp_path / "now-schools.csv", {"A": 36, "B": 8, "C": 22})
    write_responses(tmp_path / "before.csv", {"A": 26, "B": 12, "D": 20}, shift=0.0)
    write_schools(tmp_path / "before-schools.csv", {"A": 26, "B": 14, "D": 22})
    return tmp_path


def run(folder: Path, *more: str | Path, out: str = "out") -> Result:
    arguments = ["score", "--instrument", folder / "instrument.json", "--responses", folder / "now.csv"]
    arguments += ["--schools", folder / "now-schools.csv", "--statistics"]
    arguments += ["--out", folder / out, "--digest-key", folder / "key", *more]
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def both(folder: Path, *more: str | Path, out: str = "out") -> Result:
    before: list[str | Path] = [
        "--before-responses",
        folder / "before.csv",
        "--before-schools",
        folder / "before-schools.csv",
    ]
    return run(folder, *before, *more, out=out)


def statistics(folder: Path, out: str = "out") -> dict[str, Any]:
    return json.loads((folder / out / "statistics.json").read_text())["schools"]  # type: ignore[no-any-return]


def profile(folder: Path, code: str, out: str = "out") -> ProfileDocument:
    return parse_profile((folder / out / "profiles" / f"{code}.json").read_bytes())


def published(document: ProfileDocument) -> dict[str, Change | Suppressed]:
    return {factor.id: factor.change for domain in document.domains for factor in domain.factors}


class TestRefusals:
    @pytest.mark.parametrize("option", ["--before-schools", "--before-instrument", "--before-released-on"])
    def test_an_option_that_needs_the_earlier_responses(self, folder: Path, option: str) -> None:
        value = "2025-06-01" if option.endswith("on") else folder / "before-schools.csv"

        result = run(folder, option, value)

        assert result.exit_code == 2
        assert "need --before-responses" in " ".join(result.stderr.replace("│", " ").split())
        assert not (folder / "out").exists()

    def test_faulty_earlier_responses_are_told_from_the_later_ones(self, folder: Path) -> None:
        with (folder / "before.csv").open("a") as file:
            file.write("\nA,9,1,1,1,1,1,1,1,1\n")

        result = both(folder)

        assert result.exit_code == 1
        assert "The earlier administration: Nothing was imported: 1 fault." in result.stderr
        assert not (folder / "out").exists()

    def test_an_earlier_instrument_that_does_not_fit_the_earlier_responses(self, folder: Path) -> None:
        (folder / "other.json").write_text(json.dumps(small_document(n_items=4)))

        result = both(folder, "--before-instrument", folder / "other.json")

        assert result.exit_code == 1
        assert "The earlier administration: " in result.stderr
        assert "--before-instrument" not in result.stderr, "it was given"

    def test_earlier_responses_to_another_version_are_told_how_to_name_it(self, folder: Path) -> None:
        text = (folder / "before.csv").read_text()
        (folder / "before.csv").write_text(text.replace("ef1", "ef9", 1))

        result = both(folder)

        assert result.exit_code == 1
        assert "give it with --before-instrument" in result.stderr


class TestStatistics:
    def test_every_school_has_its_change_and_nothing_else_moves(self, folder: Path) -> None:
        assert both(folder).exit_code == 0
        assert run(folder, out="alone").exit_code == 0

        with_change, alone = statistics(folder), statistics(folder, "alone")
        for code, entry in with_change.items():
            for kind in ("factors", "items"):
                for key, own in entry[kind].items():
                    change = own.pop("change")
                    assert (change is None) == (code == "C"), (code, key)
            assert entry == alone[code]

    def test_change_follows_the_means_of_both_administrations(self, folder: Path) -> None:
        assert both(folder).exit_code == 0
        (folder / "now.csv").write_text((folder / "before.csv").read_text())
        (folder / "now-schools.csv").write_text((folder / "before-schools.csv").read_text())
        assert run(folder, out="before").exit_code == 0

        now, before = statistics(folder), statistics(folder, "before")
        for code in ("A", "B"):
            for factor in (LEAD, TEAM, EFFICACY):
                own, old = now[code]["factors"][factor], before[code]["factors"][factor]
                assert own["change"]["before"] == {"n": old["n"], "mean": old["mean"]}
                assert own["change"]["difference"] == pytest.approx(own["mean"] - old["mean"], abs=1e-12)
                assert own["change"]["se"] == pytest.approx(
                    (own["se"] ** 2 + old["se"] ** 2) ** 0.5, abs=1e-12
                )
        assert now["A"]["factors"][LEAD]["change"]["verdict"] == "higher"

    def test_a_factor_whose_items_changed_says_so(self, folder: Path) -> None:
        tree = small_document()
        tree["domains"][2]["factors"][0]["items"][0]["id"] = "ef9"
        (folder / "then.json").write_text(json.dumps(tree))
        text = (folder / "before.csv").read_text()
        (folder / "before.csv").write_text(text.replace("ef1", "ef9", 1))

        assert both(folder, "--before-instrument", folder / "then.json").exit_code == 0

        factors = statistics(folder)["A"]["factors"]
        assert factors[EFFICACY]["change"] == {
            "comparable": False,
            "why": "items added: ef1; items removed: ef9",
        }
        assert factors[LEAD]["change"]["difference"] > 0
        assert published(profile(folder, "A"))[EFFICACY] == Suppressed(reason="not_comparable")

    def test_careless_answers_are_counted_for_every_school_and_the_district(self, folder: Path) -> None:
        assert run(folder).exit_code == 0

        document = json.loads((folder / "out" / "statistics.json").read_text())
        schools = document["schools"]
        assert all(set(one["careless"]["factors"]) == {LEAD, TEAM, EFFICACY} for one in schools.values())
        total = document["district"]["careless"]
        assert total["n"] == 56, "nine items are too few to judge a run, not to be unusual"
        assert (total["long_run"], total["no_variation"]) == (0, 0)
        assert (
            total["n_flagged"] == total["unusual"] == sum(s["careless"]["unusual"] for s in schools.values())
        )


class TestProfiles:
    def test_change_is_published_from_both_profiles(self, folder: Path) -> None:
        assert both(folder, "--before-released-on", "2025-06-01").exit_code == 0

        change = published(profile(folder, "A"))[LEAD]
        assert isinstance(change, Change)
        assert change.since.released_on is not None
        assert change.since.released_on.isoformat() == "2025-06-01"
        assert change.verdict == "higher"
        now, before = profile(folder, "A"), self._alone_before(folder)
        scores = [one.domains[0].factors[0].score for one in (now, before)]
        later, earlier = (score.mean for score in scores if not isinstance(score, Suppressed))
        assert change.difference == pytest.approx(later - earlier, abs=1e-9)

    def _alone_before(self, folder: Path) -> ProfileDocument:
        arguments = [
            "score",
            "--instrument",
            folder / "instrument.json",
            "--responses",
            folder / "before.csv",
        ]
        arguments += ["--schools", folder / "before-schools.csv", "--out", folder / "then"]
        arguments += ["--digest-key", folder / "key"]
        assert CliRunner().invoke(app, [str(argument) for argument in arguments]).exit_code == 0
        return profile(folder, "A", "then")

    def test_nobody_knows_the_date_unless_told(self, folder: Path) -> None:
        assert both(folder).exit_code == 0

        change = published(profile(folder, "A"))[LEAD]
        assert isinstance(change, Change)
        assert change.since.released_on is None

    def test_what_hides_it(self, folder: Path) -> None:
        assert both(folder).exit_code == 0

        hidden = {code: set(published(profile(folder, code)).values()) for code in ("B", "C")}
        assert hidden == {
            "B": {Suppressed(reason="fewer_than_eight_responses")},
            "C": {Suppressed(reason="no_comparison")},
        }

    def test_another_questionnaire_is_never_compared_in_public(self, folder: Path) -> None:
        (folder / "other.json").write_text(json.dumps(small_document() | {"instrument": "other"}))

        assert both(folder, "--before-instrument", folder / "other.json").exit_code == 0

        assert set(published(profile(folder, "A")).values()) == {Suppressed(reason="no_comparison")}
        assert statistics(folder)["A"]["factors"][LEAD]["change"]["difference"] > 0
