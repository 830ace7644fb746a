"""The report: one page or all of it, for every kind of school, with the numbers that were published."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from survey_api.documents.posters import Paper
from survey_api.documents.report.assemble import Part, ReportLanguage, report_data
from survey_api.documents.report.reader import Reader
from survey_api.documents.typesetter import Typesetter
from survey_core.wording import wording
from tests.fixtures.printed import assert_tagged, catalogue_of, faults_of, pages_of, sizes_of, text_of
from tests.fixtures.printed_schools import instrument_document, schools
from tests.golden import make_report_said

SETTER = Typesetter()
KINDS = (
    "example",
    "strong",
    "weak",
    "divided",
    "tiny",
    "preliminary",
    "suppressed",
    "unknown",
    "interim",
    "long",
)
BEFORE = Path(__file__).parents[3] / "golden" / "profile_1_0.json"


@cache
def printed(
    kind: str, *, part: Part = "full", paper: Paper = "letter", language: ReportLanguage = "en"
) -> bytes:
    return printed_of(schools()[kind], part=part, paper=paper, language=language)


@cache
def said(kind: str, part: Part = "full") -> str:
    return text_of(printed(kind, part=part))


def printed_of(profile: Any, **form: Any) -> bytes:
    wanted: Any = {"part": "full", "paper": "letter", "language": "en"} | form
    return SETTER.set("report", lambda: report_data(profile, instrument_document(), **wanted))


def factors_of(profile: Any) -> list[Any]:
    return [factor for domain in profile["domains"] for factor in domain["factors"]]


def test_these_are_the_kinds_there_are() -> None:
    found = schools()

    standings = {kind: profile["participation"]["standing"] for kind, profile in found.items()}
    lower = {"preliminary": "preliminary", "suppressed": "suppressed"}
    assert standings == dict.fromkeys(KINDS, "profile") | lower
    assert found["interim"]["participation"]["interim"]
    assert len(found["divided"]["disagreement_items"]) > 20
    assert found["strong"]["start_here"]["rule"] == "nothing_weak"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("paper", "size", "language"), [("letter", (216, 279), "en"), ("a4", (210, 297), "es")]
)
def test_in_short_it_is_exactly_one_page(
    kind: str, paper: Paper, size: tuple[int, int], language: ReportLanguage
) -> None:
    pdf = printed(kind, part="summary", paper=paper, language=language)

    assert len(pages_of(pdf)) == 1
    assert sizes_of(pdf) == {size}


@pytest.mark.parametrize(
    ("kind", "part"),
    [(kind, "full") for kind in KINDS] + [(kind, "summary") for kind in ("example", "suppressed")],
)
def test_it_is_tagged_for_readers_of_its_structure(kind: str, part: Part, tmp_path: Path) -> None:
    pdf = printed(kind, part=part)

    tree = assert_tagged(pdf, language="en")

    assert len(tree.all("H1")) == 1
    assert catalogue_of(pdf)["title"].startswith(schools()[kind]["school"]["name"])
    figures = [one.alt for one in tree.all("Figure")]
    if part == "full":
        scored = [one for one in factors_of(schools()[kind]) if "suppressed" not in one["score"]]
        continua = [alt for alt in figures if alt and " on a scale from " in alt]
        assert len(continua) == (0 if kind == "suppressed" else len(scored))
    if faults := faults_of(pdf, tmp_path):
        pytest.fail(faults)


def test_in_spanish_it_says_so_and_says_it_in_spanish() -> None:
    pdf = printed("example", language="es", paper="a4")

    assert_tagged(pdf, language="es")
    assert "Por dónde empezar" in text_of(pdf)
    assert "4,2" in text_of(pdf)
    assert "4.2" not in text_of(pdf)


@pytest.mark.parametrize("kind", KINDS)
def test_every_score_that_was_published_stands_in_it(kind: str) -> None:
    profile, reader = schools()[kind], Reader.of(instrument_document(), language="en")
    text = said(kind)

    for factor in factors_of(profile) if kind != "suppressed" else []:
        shown = (
            reader.why(factor["score"]) if "suppressed" in factor["score"] else reader.score(factor["score"])
        )
        row = f"{factor['title']['en']} {shown}"
        assert row in text, row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["summary", "full"])
def test_no_number_stands_in_it_that_was_not_published(kind: str, part: Part) -> None:
    profile = schools()[kind]
    published = set(_numbers(profile)) | set(_numbers(instrument_document()["scales"]))
    published |= {
        f"{round(factor['score']['mean'] - factor['change']['difference'], 1):.1f}"
        for factor in factors_of(profile)
        if "difference" in factor["change"]
    }
    # Versions and digests are no measures, and stand apart; the rest of a digest has no decimals.
    text = re.sub(r"internal-coherence [\d.]+|Scoring rules: [\d.]+|sha256:\w+", "", said(kind, part))

    assert set(re.findall(r"\d+\.\d", text)) - published == set()
    shares = {int(one) for one in re.findall(r"(\d+) %", text)}
    rate = profile["participation"]["response_rate"]
    known = {int(one) for one in published if "." not in one} | {95}  # "with 95 % certainty"
    assert shares - known == ({int(rate * 1000) // 10} - known if isinstance(rate, float) else set())


@pytest.mark.parametrize("kind", ["preliminary", "suppressed", "tiny", "interim"])
def test_what_is_not_shown_says_why_in_its_place(kind: str) -> None:
    profile, text, t = schools()[kind], said(kind), wording("en")

    if kind == "suppressed":
        assert t["standing"]["suppressed"] in text
        assert not re.search(r"\d\.\d", re.sub(r"coherence \S+|rules: \S+|sha256:\w+", "", text))
        return
    reasons = {part["reason"] for part in _hidden(profile)} - {"fewer_than_twenty_responses"}
    told = {reason for reason in reasons if t["suppressed"].get(reason, "?") in text}
    for name in ("start_here", "leverage", "disagreement_items"):
        if "suppressed" in profile[name]:
            assert profile[name]["reason"] in told
    for factor in factors_of(profile):
        for name in ("level", "items", "change"):
            if isinstance(factor[name], dict) and "suppressed" in factor[name]:
                assert factor[name]["reason"] in told, name


def test_divided_statements_are_read_with_their_shares_and_in_the_order_of_the_survey() -> None:
    profile = schools()["divided"]
    text = said("divided").partition(wording("en")["items"]["title"])[2]
    texts = {item["id"]: item["text"]["en"] for factor in factors_of(profile) for item in factor["items"]}

    places = [text.find(texts[one["item"]]) for one in profile["disagreement_items"]]

    assert places == sorted(places)
    assert -1 not in places


def test_reading_order_is_the_order_of_the_page() -> None:
    text, t = said("example"), wording("en")
    titles = [
        *(t["glance"]["title"], t["start"]["title"], t["start"]["leverage"], t["about"]["notes"]),
        *(t["start"]["supports"], t["chart"]["legend"], t["factors"]["title"]),
        *("Domain 1", "Domain 2", "Domain 3", "Change since November 18, 2025"),
        *(t["items"]["title"], t["subgroups"]["title"], t["meeting"]["title"], t["about"]["how"]),
    ]

    places, start = [], 0
    for title in titles:
        start = text.find(title, start)
        places.append((start, title))
    assert [title for place, title in places if place < 0] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_for_a_meeting_of_45_minutes_is_in_every_final_report(kind: str) -> None:
    text = said(kind).partition(wording("en")["meeting"]["lead"])[2]

    minutes = [int(one) for one in re.findall(r"(\d+) minutes", text)]
    assert sum(minutes) == (0 if kind == "interim" else 45)
    assert "{" not in said(kind)


def test_a_profile_of_an_earlier_version_is_printed_too() -> None:
    profile = json.loads(BEFORE.read_bytes())

    for part in ("summary", "full"):
        assert profile["school"]["name"] in text_of(printed_of(profile, part=part))


def test_without_its_instrument_answers_are_told_by_their_numbers() -> None:
    data = report_data(schools()["example"], None, part="full", paper="a4", language="en")
    text = text_of(SETTER.set("report", lambda: data))

    assert "1: 0 % · 2: 0 % · 3: 19 %" in text
    assert "Slightly agree" not in text


def test_the_same_profile_gives_the_same_bytes_and_another_form_others() -> None:
    example = schools()["example"]
    forms = [{}, {"part": "summary"}, {"language": "es"}, {"paper": "a4"}]

    made = [printed_of(example, **form) for form in forms]

    assert made == [printed_of(example, **form) for form in forms]
    assert len(set(made)) == len(forms)


def _numbers(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from () if name.endswith("digest") else _numbers(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _numbers(inner)
    elif isinstance(node, float | int) and not isinstance(node, bool):
        yield f"{abs(node):.1f}"
        if float(node).is_integer():
            yield str(abs(int(node)))


def _hidden(node: Any) -> Iterator[Any]:
    if isinstance(node, dict) and "suppressed" in node:
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _hidden(inner)


@pytest.mark.parametrize("kind", make_report_said.KINDS)
def test_all_that_the_page_says_too_stands_on_paper(kind: str) -> None:
    pdf = printed(kind)
    figures = [one.alt or "" for one in assert_tagged(pdf, language="en").all("Figure")]
    paper = re.sub(r"\s+", "", said(kind) + "".join(figures))

    texts = make_report_said.said(kind, "en")

    assert [text for text in texts if re.sub(r"\s+", "", text) not in paper] == []


def test_what_page_and_paper_say_is_what_is_written_down() -> None:
    written = json.loads(make_report_said.SAID.read_bytes())

    assert written == json.loads(json.dumps(make_report_said.document())), (
        "run python -m tests.golden.make_report_said, then look whether the page says so too"
    )
