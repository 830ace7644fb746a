"""Posters: one page, what a camera and a reader find on it, and what each way of access needs."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from survey_api.documents.posters import Paper, Poster, PosterLanguage, poster_data
from survey_api.documents.texts import texts
from survey_api.documents.typesetter import Typesetter
from tests.fixtures.printed import assert_tagged, faults_of, pages_of, sizes_of, squares_in, text_of

URL = (
    "https://survey.lakeview.example/survey/#v=1&p=7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11"
    "&pin=qUiQTy8PR5uPgZdpSzAYSw0u0cHNKh7A-4XSmaGSpEc"
)
POSTER = Poster(
    school="Lakeview Middle School",
    members=[],
    url=URL,
    words=["badaro", "cobedi", "dilefu", "forami", "gomiso", "hareti"],
    access="cards",
    opens_at=datetime(2026, 11, 23, 15, tzinfo=UTC),
    closes_at=datetime(2026, 12, 5, 0, 30, tzinfo=UTC),
    time_zone="America/Denver",
    k=5,
)
LONG = "Escuela Primaria Benito Juárez y Centro Comunitario de Educación del Valle de San Joaquín " * 2
SETTER = Typesetter()


def printed(poster: Poster = POSTER, *, paper: Paper = "letter", language: PosterLanguage = "both") -> bytes:
    return SETTER.set("poster", lambda: poster_data(poster, paper=paper, language=language))


@pytest.mark.parametrize(
    ("paper", "size", "language", "access"),
    [
        ("letter", (216, 279), "both", "cards"),
        ("letter", (216, 279), "both", "email"),
        ("a4", (210, 297), "both", "email"),
        ("a4", (210, 297), "both", "open"),
        ("letter", (216, 279), "es", "email"),
        ("a4", (210, 297), "en", "open"),
    ],
)
def test_it_is_one_page_that_a_camera_reads(
    paper: Paper, size: tuple[int, int], language: PosterLanguage, access: str
) -> None:
    long = replace(
        POSTER,
        access=access,
        school=LONG.strip(),
        members=["Escuela Primaria Benito Juárez"] * 50,
        time_zone=None,
    )

    for poster in (replace(POSTER, access=access), long):
        pdf = printed(poster, paper=paper, language=language)
        assert len(pages_of(pdf)) == 1
        assert sizes_of(pdf) == {size}
        assert squares_in(pdf) == [URL]


@pytest.mark.parametrize("language", ["en", "es", "both"])
def test_its_structure_is_read_in_order_and_in_its_languages(language: PosterLanguage, tmp_path: Any) -> None:
    pdf = printed(language=language)

    tree = assert_tagged(pdf, language="en" if language == "both" else language)

    assert [one.kind for one in tree.all("H1")] == ["H1"]
    assert len(tree.all("L")) == (2 if language == "both" else 1)
    spanish = [one for one in tree.all("Div", "P", "H2") if one.language == "es"]
    assert bool(spanish) == (language == "both")
    if faults := faults_of(pdf, tmp_path):
        pytest.fail(faults)


def test_everything_a_person_needs_stands_on_it_in_both_languages() -> None:
    text = text_of(printed())

    for word in POSTER.words:
        assert word in text
    assert URL in text.replace(" ", "")
    for language, days in (
        ("en", ["November 23, 2026, 8:00 a.m. (MST)", "December 4, 2026, 5:30 p.m. (MST)"]),
        ("es", ["23 de noviembre de 2026, 8:00 a. m. (MST)", "4 de diciembre de 2026, 5:30 p. m. (MST)"]),
    ):
        said = texts(language)["poster"]
        needed = [said["title"], said["words"], said["wordsHint"], *said["steps"]["cards"], *days]
        for each in [*needed, said["whoText"].format(k=5)]:
            assert each in text


def test_the_word_of_a_meeting_is_never_on_it_and_cards_are_named_only_where_there_are_any() -> None:
    by_access = {
        access: text_of(printed(replace(POSTER, access=access))) for access in ("cards", "email", "open")
    }

    assert "Use your card" in by_access["cards"]
    assert "Use your message" in by_access["email"]
    assert "said in the meeting. It is not printed here." in by_access["open"]
    for access in ("email", "open"):
        assert "card" not in by_access[access].lower()


def test_clocks_of_a_district_that_named_none_are_said_to_be_utc() -> None:
    assert "December 5, 2026, 12:30 a.m. (UTC)" in text_of(printed(replace(POSTER, time_zone=None)))
    assert "December 5, 2026, 12:30 a.m. (UTC)" in text_of(printed(replace(POSTER, time_zone="Nowhere/Else")))


def test_a_school_whose_name_the_font_lacks_has_a_poster_that_says_so() -> None:
    text = text_of(printed(replace(POSTER, school="第三小学")))

    assert texts("en")["replaced"] in text
    assert texts("en")["replaced"] not in text_of(printed())
