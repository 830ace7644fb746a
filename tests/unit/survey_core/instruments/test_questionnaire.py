"""What a respondent's page is told, and what it must not know."""

import json

import pytest

from survey_core.instruments import SHIPPED, UnknownLanguage, questionnaire, shipped
from tests.fixtures.instruments import change, document, load, scale


def test_a_language_the_instrument_lacks_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="en, es"):
        questionnaire(load(document()), language="fr")


def test_the_whole_shape() -> None:
    instrument = load(document())

    told = questionnaire(instrument, language="es", background=["years"])

    assert told["instrument"] == {"id": "two-factors", "version": "1.0.0", "digest": instrument.digest}
    assert (told["language"], told["languages"], told["title"]) == ("es", ["en", "es"], "Two factors (es)")
    assert told["scales"]["agreement"]["points"][5] == {"value": 6, "label": "point 6 (es)"}
    assert told["routing"] == [
        {
            "id": "meets",
            "text": "Do you meet? (es)",
            "answers": [{"value": "yes", "label": "Yes (es)"}, {"value": "no", "label": "No (es)"}],
        }
    ]
    (years,) = told["background"]
    assert years["id"] == "years"
    assert years["text"].endswith("(es)")
    assert [answer["value"] for answer in years["answers"]] == ["yes", "no"]
    assert told["sections"] == [
        {
            "factor": "alpha",
            "title": "Alpha (es)",
            "group": None,
            "ask_if": None,
            "items": [
                {"id": "a1", "text": "Statement a1. (es)", "scale": "agreement"},
                {"id": "a2", "text": "Statement a2. (es)", "scale": "agreement"},
            ],
        },
        {
            "factor": "beta",
            "title": "Beta (es)",
            "group": "teams",
            "ask_if": {"question": "meets", "is": "yes"},
            "items": [{"id": "b1", "text": "Statement b1. (es)", "scale": "agreement"}],
        },
    ]


def test_only_chosen_background_questions_are_told_in_the_order_of_the_instrument() -> None:
    years = document()["background"][0]
    instrument = load(change(document(), ("background",), [years, {**years, "id": "role"}]))

    def told(*chosen: str) -> list[str]:
        asked = questionnaire(instrument, language="en", background=chosen)["background"]
        return [question["id"] for question in asked]

    assert told() == []
    assert told("role") == ["role"]
    assert told("role", "years") == ["years", "role"]


def test_a_scale_nobody_uses_is_left_out() -> None:
    told = questionnaire(load(change(document(), ("scales", "spare"), scale(high=5))), language="en")

    assert list(told["scales"]) == ["agreement"]


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_that_steers_answers_is_told(name: str, language: str) -> None:
    told = json.dumps(questionnaire(shipped(name), language=language), ensure_ascii=False)

    for secret in ("reverse", "favourable", "camps", "cuts", "descriptors", "supports", "exemplary"):
        assert secret not in told
