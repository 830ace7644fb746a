"""How long a sealed response is, so that its length says nothing about its answers."""

import json

from survey_core.instruments.document import Instrument
from survey_core.instruments.questions import Question

SEAL_OVERHEAD_BYTES = 81
"""Encapsulated key (65-byte P-256 point) and AES-GCM tag (16 bytes); see contracts.md, "Plaintext"."""

PADDING_BYTES = 16
"""Plaintexts are padded with spaces to a multiple of this."""

_RECEIPT_SYMBOLS = 43
"""Base64url symbols of the 32 random bytes `r`."""


def sealed_length(instrument: Instrument) -> int:
    """Bytes of every sealed response to this instrument: the longest possible one, padded.

    The longest plaintext answers every item with its longest value, every question with its longest
    answer, in the longest language tag. It leaves room for a space after every comma and colon, which
    many JSON writers put there: a client in another language must not find the last answers cut off.
    """
    length = len(_longest_plaintext(instrument))
    padded = -(-length // PADDING_BYTES) * PADDING_BYTES
    return SEAL_OVERHEAD_BYTES + padded


def _longest_plaintext(instrument: Instrument) -> bytes:
    plaintext = {
        "v": 1,
        "r": "A" * _RECEIPT_SYMBOLS,
        # Values are at least 1, so the highest is also the longest when written out.
        "answers": {item.id: instrument.scales[item.scale].high for item in instrument.items},
        "routing": _longest_answers(instrument.routing),
        "background": _longest_answers(instrument.background),
        "language": max(instrument.languages, key=len),
    }
    return json.dumps(plaintext, separators=(", ", ": ")).encode()


def _longest_answers(questions: tuple[Question, ...]) -> dict[str, str]:
    return {
        question.id: max((answer.value for answer in question.answers), key=len) for question in questions
    }
