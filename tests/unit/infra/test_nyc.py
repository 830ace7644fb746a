"""The city's own scores as an oracle for ours, where its data is; and without it, the parts by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from infra.nyc import main
from infra.nyc.city import CityItem, CitySchool, ItemRule
from infra.nyc.comparing import city_district, compare, rescaled
from infra.nyc.page import page
from infra.nyc.summing import sum_up

FIRST_IS_BEST = ItemRule(scored_options=4, order="desc", reproduced=1.0)
LAST_IS_BEST = ItemRule(scored_options=4, order="asc", reproduced=1.0)


def school(name: str, items: Mapping[str, tuple[tuple[int, ...], str]]) -> CitySchool:
    return CitySchool(
        dbn=name,
        eligible=30,
        responding=20,
        items={
            item: CityItem(item=item, counts=counts, published_score=score)
            for item, (counts, score) in items.items()
        },
    )


def test_a_mean_is_rescaled_from_its_own_scale() -> None:
    assert [rescaled(mean, FIRST_IS_BEST) for mean in (1, 2.5, 4)] == [0, 5, 10]


def test_scores_follow_the_order_of_the_options_and_leave_dont_know_out() -> None:
    """By hand: 10, 6, 2 and 2 answers are 10(30 + 12 + 2)/60 = 7.333; five who do not know are left out."""
    counts = (10, 6, 2, 2, 5)
    schools = [school("01M001", {"q1a": (counts, "7.3"), "q6a": (counts, "2.7")})]
    rules = {"q1a": FIRST_IS_BEST, "q6a": LAST_IS_BEST}

    found = {one.item: one for one in compare(city_district(schools, rules), schools, rules)}

    assert [found[item].pairs[0].ours for item in rules] == pytest.approx([7.3333, 2.6667], abs=1e-4)
    assert [found[item].agreeing for item in rules] == [1, 1]


def test_a_score_that_is_another_is_counted_as_one() -> None:
    answered, silent = {"q1a": ((20, 0, 0, 0), "9.9")}, {"q1a": ((0, 0, 0, 0), "")}
    schools, rules = [school("01M001", answered), school("01M002", silent)], {"q1a": FIRST_IS_BEST}

    (found,) = compare(city_district(schools, rules), schools, rules)
    summary = sum_up([found], schools=[], rules=rules)

    assert (summary.scores, summary.agreeing) == (1, 0)
    assert summary.largest == pytest.approx(0.1)
    assert "0 are the same" in page(summary, results=[found], unknown=[], schools=[], rules=rules)


def test_without_the_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFERENCE_DATA_DIR", str(tmp_path))

    assert main.main() == 1
    assert "docs/nyc.md" in capsys.readouterr().err


def test_the_citys_scores_are_ours(reference_data: Path, tmp_path: Path) -> None:
    out = tmp_path / "nyc" / "index.html"

    said = main.make(reference_data / "statistics" / "data", out=out)

    assert "11646 scores of 52 items in 227 schools: 11646 are the same to the printed decimal" in said
    documented = (Path(__file__).parents[3] / "docs" / "nyc.md").read_text(encoding="utf-8")
    assert said in " ".join(documented.replace("> ", "").split())
    written = out.read_text(encoding="utf-8")
    assert written.count("<circle") == 11646
    assert "not shown (not_enough_responses)" in written
