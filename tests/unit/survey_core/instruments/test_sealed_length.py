"""Every possible set of answers fits into a sealed response, and the longest decides."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from survey_core.instruments import Instrument, Question, sealed_length, shipped
from survey_core.instruments.sizes import PADDING_BYTES, SEAL_OVERHEAD_BYTES, _longest_plaintext
from survey_core.sealing.hpke import SEAL_OVERHEAD
from survey_core.sealing.plaintext import Answers, encode_plaintext, unpad
from tests.fixtures.instruments import change, document, load, scale

PLENTY = 100_000  # bytes: long enough for anything


def choices(questions: tuple[Question, ...]) -> Iterator[dict[str, str]]:
    """Every way to answer, or to leave out, each question."""
    options = [[None, *(answer.value for answer in question.answers)] for question in questions]
    for picked in itertools.product(*options):
        yield {
            question.id: value for question, value in zip(questions, picked, strict=True) if value is not None
        }


def every_length(instrument: Instrument) -> Iterator[int]:
    """Length of every possible plaintext, spelled with a space after every comma and colon."""
    options = [
        [None, *(point.value for point in instrument.scales[item.scale].points)] for item in instrument.items
    ]
    for picked in itertools.product(*options):
        answers = {item.id: v for item, v in zip(instrument.items, picked, strict=True) if v is not None}
        for routing in choices(instrument.routing):
            for background in choices(instrument.background):
                for language in instrument.languages:
                    written = encode_plaintext(
                        Answers(answers=answers, routing=routing, background=background, language=language),
                        sealed_length=PLENTY,
                    )
                    yield len(json.dumps(json.loads(unpad(written))))


@pytest.mark.parametrize("low", [3, 9])
def test_no_possible_answer_set_is_longer(low: int) -> None:
    cuts = (low + 0.2, low + 0.5, low + 0.8)
    tree = change(document(), ("scales", "agreement"), scale(low=low, high=low + 1, cuts=cuts))
    tree = change(tree, ("languages", 1), "es-419")
    instrument = load(_renamed_language(tree))

    longest = max(every_length(instrument))

    assert len(_longest_plaintext(instrument)) == longest
    room = sealed_length(instrument) - SEAL_OVERHEAD_BYTES
    assert room % PADDING_BYTES == 0
    assert 0 <= room - longest < PADDING_BYTES


@pytest.mark.parametrize("name", ["internal-coherence", "internal-coherence-short"])
def test_a_shipped_instrument_answered_in_full_fits(name: str) -> None:
    instrument = shipped(name)
    answers = Answers(
        answers={item.id: 6 for item in instrument.items},
        routing={"meets_in_team": "yes"},
        background={one.id: max((a.value for a in one.answers), key=len) for one in instrument.background},
        language="es",
    )

    length = sealed_length(instrument)

    assert len(encode_plaintext(answers, sealed_length=length)) == length - SEAL_OVERHEAD_BYTES


def test_both_sides_agree_on_what_sealing_adds() -> None:
    assert SEAL_OVERHEAD_BYTES == SEAL_OVERHEAD == 65 + 16


def _renamed_language(tree: Any) -> Any:
    """Every Spanish text under the tag es-419 instead."""
    if isinstance(tree, dict):
        return {("es-419" if key == "es" else key): _renamed_language(value) for key, value in tree.items()}
    return [_renamed_language(entry) for entry in tree] if isinstance(tree, list) else tree
