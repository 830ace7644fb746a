"""What is said before the start is what is asked and stored: joined schools, background questions."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.e2e.wave import SCHOOL, Wave, open_wave

Journey = Callable[..., dict[str, Any]]

_JOINED = ("Cedar Creek School", "Río Claro School")
_TABLES = ("years_here", "grades")
_CODES = "SELECT count(*) FROM access_codes WHERE participation_id = $1 AND blinded_hash IS NOT NULL"
# How many people each group's scores are made of: the same number for every factor that everybody is asked.
_GROUPS = """
    SELECT question, band, max(n) AS n FROM subgroup_sums WHERE participation_id = $1 GROUP BY question, band
"""


@pytest.fixture(scope="module")
def wave(shared_stack: Stack) -> Wave:
    return open_wave(shared_stack, joined=_JOINED, tables=_TABLES)


def _about(card: int) -> dict[str, str]:
    """12, 11 and 12 people by years; 18 and 17 by grades."""
    years = "up_to_3" if card <= 12 else "4_to_9" if card <= 23 else "10_or_more"
    return {"years_here": years, "grades": "3_to_5" if card <= 18 else "6_or_more"}


def test_questions_that_the_rules_do_not_name_stop_the_page_and_keep_the_code(
    wave: Wave, journey: Journey
) -> None:
    journey("otherQuestions", **wave.facts(40))
    assert int(wave.rows(_CODES)[0][0]) == 0


def _printed(wave: Wave) -> list[str]:
    """Every question that a phone could ask, in its order."""
    asked: list[str] = []
    waiting = {question.id: question.text["en"] for question in wave.instrument.routing}
    for factor in wave.instrument.factors:
        if factor.ask_if and factor.ask_if.question in waiting:
            asked.append(waiting.pop(factor.ask_if.question))
        asked.extend(item.text["en"] for item in factor.items)
    return asked + [question.text["en"] for question in wave.instrument.background if question.id in _TABLES]


def test_the_paper_form_has_every_question_and_stores_nothing(wave: Wave, journey: Journey) -> None:
    paper = f"{wave.stack.base_url}/paper/#p={wave.participation}"
    journey("paper", paper=paper, questions=_printed(wave), pages=6)
    assert int(wave.rows(_CODES)[0][0]) == 0
    assert wave.stored() == []


def test_the_preview_shows_everything_and_stores_nothing(wave: Wave, journey: Journey) -> None:
    shown = {"questions": _printed(wave), "words": list(wave.words), "pin": wave.pin}
    journey("preview", preview=f"{wave.stack.base_url}/preview/#p={wave.participation}", **shown)
    assert int(wave.rows(_CODES)[0][0]) == 0
    assert wave.stored() == []


def test_an_answer_about_oneself_is_counted_in_its_group_and_a_declined_one_in_none(
    wave: Wave, journey: Journey
) -> None:
    questions = [question for question in wave.instrument.background if question.id in _TABLES]
    chosen = next(answer for answer in questions[0].answers if answer.value == "4_to_9")
    before = {answers.r for answers in wave.stored()}
    journey(
        "everything",
        **wave.facts(0),
        schools=[SCHOOL, *_JOINED],
        questions=[question.text["en"] for question in questions],
        chosen=chosen.label["en"],
        k=5,
    )
    [mine] = [answers for answers in wave.stored() if answers.r not in before]
    assert mine.background == {"years_here": "4_to_9"}

    wave.fill(range(1, 36), background=_about)
    wave.close()
    groups = {(row["question"], row["band"]): row["n"] for row in wave.rows(_GROUPS)}
    assert {band: n for (question, band), n in groups.items() if question == "years_here"} == {
        "up_to_3": 12,
        "4_to_9": 12,
        "10_or_more": 12,
    }
    # The one who preferred not to answer is in no group of the other question, and no group of one is stored.
    assert all(n in (17, 18) for (question, _), n in groups.items() if question == "grades")
