"""What a respondent's page needs to ask the questions, in one language."""

from collections.abc import Collection
from typing import Any

from survey_core.instruments.document import Instrument
from survey_core.instruments.errors import UnknownLanguage
from survey_core.instruments.questions import Condition, Factor, Question
from survey_core.instruments.scales import Scale


def questionnaire(
    instrument: Instrument, *, language: str, background: Collection[str] = ()
) -> dict[str, Any]:
    """The questions in one language, the same for everyone; JSON-ready.

    Scoring stays behind: which items are reverse-worded, cut points and descriptors could steer answers.

    Args:
        instrument: to ask.
        language: one of its languages.
        background: ids of the background questions that were chosen; no other one is asked.

    Raises:
        UnknownLanguage: the instrument has no such language.
    """
    if language not in instrument.languages:
        raise UnknownLanguage(f"languages of this instrument: {', '.join(instrument.languages)}")
    return {
        "instrument": {"id": instrument.id, "version": instrument.version, "digest": instrument.digest},
        "language": language,
        "languages": list(instrument.languages),
        "title": instrument.title[language],
        "scales": {name: _scale(instrument.scales[name], language) for name in _used_scales(instrument)},
        "routing": [_question(question, language) for question in instrument.routing],
        "sections": [_section(factor, language) for factor in instrument.factors],
        "background": [
            _question(question, language) for question in instrument.background if question.id in background
        ],
    }


def _used_scales(instrument: Instrument) -> list[str]:
    return list(dict.fromkeys(factor.scale for factor in instrument.factors))


def _scale(scale: Scale, language: str) -> dict[str, Any]:
    return {"points": [{"value": point.value, "label": point.label[language]} for point in scale.points]}


def _question(question: Question, language: str) -> dict[str, Any]:
    answers = [{"value": answer.value, "label": answer.label[language]} for answer in question.answers]
    return {"id": question.id, "text": question.text[language], "answers": answers}


def _section(factor: Factor, language: str) -> dict[str, Any]:
    return {
        "factor": factor.id,
        "title": factor.title[language],
        "group": factor.group,
        "ask_if": _condition(factor.ask_if),
        "items": [{"id": item.id, "text": item.text[language], "scale": item.scale} for item in factor.items],
    }


def _condition(condition: Condition | None) -> dict[str, str] | None:
    return None if condition is None else {"question": condition.question, "is": condition.is_}
