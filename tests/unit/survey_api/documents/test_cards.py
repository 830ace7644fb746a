"""Cards: each code where a camera and a reader find it, no pin, and enough of them in good time."""

import time

import pytest

from survey_api.documents.cards import cards_data
from survey_api.documents.posters import Paper
from survey_api.documents.typesetter import Typesetter
from survey_core.passes.codes import format_code, new_code
from tests.fixtures.printed import assert_tagged, pages_of, sizes_of, squares_in, text_of

BASE = "https://survey.lakeview.example/survey/#v=1&p=7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11&c="
SETTER = Typesetter()


def drawn(n: int) -> list[tuple[str, str]]:
    codes = [new_code() for _ in range(n)]
    return [(format_code(code), BASE + code) for code in codes]


def printed(
    cards: list[tuple[str, str]], *, school: str = "Lakeview Middle School", paper: Paper = "letter"
) -> bytes:
    return SETTER.set("cards", lambda: cards_data(cards, school=school, paper=paper))


@pytest.mark.parametrize(("paper", "size"), [("letter", (216, 279)), ("a4", (210, 297))])
def test_every_code_is_on_one_card_for_cameras_and_for_fingers_in_the_order_given(
    paper: Paper, size: tuple[int, int]
) -> None:
    cards = drawn(23)

    pdf = printed(cards, paper=paper)

    assert sizes_of(pdf) == {size}
    pages = pages_of(pdf)
    assert len(pages) == 3
    assert sorted(squares_in(pdf)) == sorted(url for _, url in cards)
    for at, (code, _) in enumerate(cards):
        assert code in pages[at // 10].replace("- ", "-").replace(f"{code[:14]} ", f"{code[:14]}-")
    assert "pin" not in text_of(pdf)
    assert all("pin=" not in one for one in squares_in(pdf))


def test_a_sheet_is_tagged_and_every_square_is_told_of() -> None:
    tree = assert_tagged(printed(drawn(11)), language="en")

    assert len(tree.all("Figure")) == 11


def test_long_names_and_names_the_font_lacks_stay_on_their_cards() -> None:
    for school in ("Escuela Primaria Benito Juárez y Centro Comunitario de Educación " * 3, "第三小学"):
        assert len(pages_of(printed(drawn(10), school=school))) == 1


def test_a_large_school_gets_its_cards_while_it_waits() -> None:
    started = time.process_time()

    pdf = printed(drawn(400))

    assert len(pages_of(pdf)) == 40
    assert time.process_time() - started < 15  # some 3 s on a quiet machine
