"""What is inside a sealed response: the answers, 32 random bytes, and padding."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_core.encoding import b64url, unb64url
from survey_core.sealing.canonical import canonical_json, parse_strict
from survey_core.sealing.errors import MalformedPlaintext, NotCanonical, PlaintextTooLong
from survey_core.sealing.hpke import SEAL_OVERHEAD

#: Bytes of r, which makes a receipt unguessable from the answers.
R_BYTES = 32

_VERSION = 1
_KEYS = {"v", "r", "answers", "routing", "background", "language"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PADDING = b" "


@dataclass(frozen=True, slots=True, repr=False)
class Answers:
    """One person's answers. Not answered and "prefer not to answer" are an absent key.

    Its text form shows nothing, so no log and no traceback can.
    """

    #: item id → scale point.
    answers: Mapping[str, int]
    #: routing question id → answer value.
    routing: Mapping[str, str]
    #: background question id → answer value.
    background: Mapping[str, str]
    #: BCP 47 tag of the language the person answered in; never stored.
    language: str
    #: 32 random bytes.
    r: bytes = field(default_factory=lambda: secrets.token_bytes(R_BYTES))


def encode_plaintext(answers: Answers, *, sealed_length: int) -> bytes:
    """Write answers as canonical JSON, padded with spaces so that every ciphertext is equally long.

    Args:
        answers: one person's answers.
        sealed_length: of the manifest, in bytes.

    Returns:
        sealed_length - 81 bytes.

    Raises:
        PlaintextTooLong: the answers do not fit.
        MalformedPlaintext: the answers would be refused at release.
    """
    document = {
        "v": _VERSION,
        "r": b64url(answers.r),
        "answers": dict(answers.answers),
        "routing": dict(answers.routing),
        "background": dict(answers.background),
        "language": answers.language,
    }
    _from_document(document)
    encoded = canonical_json(document)
    n_bytes = sealed_length - SEAL_OVERHEAD
    if len(encoded) > n_bytes:
        raise PlaintextTooLong(f"the answers need {len(encoded)} bytes, the manifest leaves {n_bytes}")
    return encoded.ljust(n_bytes, _PADDING)


def unpad(padded: bytes) -> bytes:
    """The plaintext without its padding: what a receipt is made of."""
    return padded.rstrip(_PADDING)


def decode_plaintext(padded: bytes) -> Answers:
    """Read an opened response.

    The JSON may be spelled in any way (key order, blanks, escapes); padding may only be spaces.

    Args:
        padded: what `open_sealed` returned.

    Returns:
        The answers; `check_answers` compares them with the instrument.

    Raises:
        MalformedPlaintext: not such a document; the message never holds a value.
    """
    plaintext = unpad(padded)
    if not (plaintext.startswith(b"{") and plaintext.endswith(b"}")):
        raise MalformedPlaintext("not an object padded with spaces")
    try:
        return _from_document(parse_strict(plaintext))
    except NotCanonical as error:
        raise MalformedPlaintext(str(error)) from None


def check_answers(
    answers: Answers,
    *,
    items: Mapping[str, Collection[int]],
    routing: Mapping[str, Collection[str]],
    background: Mapping[str, Collection[str]],
    languages: Collection[str],
) -> None:
    """Refuse answers that the instrument does not offer.

    Args:
        answers: from `decode_plaintext`.
        items: item id → allowed scale points.
        routing: question id → allowed values.
        background: question id → allowed values.
        languages: allowed language tags.

    Raises:
        MalformedPlaintext: an unknown id, a value out of range or another language.
    """
    _check_choices("answers", answers.answers, allowed=items)
    _check_choices("routing", answers.routing, allowed=routing)
    _check_choices("background", answers.background, allowed=background)
    if answers.language not in languages:
        raise MalformedPlaintext("language: not one of the instrument's")


def _check_choices(
    part: str, given: Mapping[str, int] | Mapping[str, str], *, allowed: Mapping[str, Collection[Any]]
) -> None:
    if not given.keys() <= allowed.keys():
        raise MalformedPlaintext(f"{part}: an id the instrument does not have")
    if any(value not in allowed[key] for key, value in given.items()):
        raise MalformedPlaintext(f"{part}: a value the question does not offer")


def _from_document(document: Any) -> Answers:
    if not isinstance(document, dict) or document.keys() != _KEYS:
        raise MalformedPlaintext(f"must be an object with exactly the keys {', '.join(sorted(_KEYS))}")
    if type(document["v"]) is not int or document["v"] != _VERSION:
        raise MalformedPlaintext(f"v: must be {_VERSION}")
    language = document["language"]
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise MalformedPlaintext("language: must be a language tag")
    return Answers(
        answers=_choices(document, part="answers", value_type=int),
        routing=_choices(document, part="routing", value_type=str),
        background=_choices(document, part="background", value_type=str),
        language=language,
        r=_random_part(document["r"]),
    )


def _choices(document: dict[str, Any], *, part: str, value_type: type) -> dict[str, Any]:
    choices = document[part]
    # bool is a subclass of int, so the exact type is compared.
    if not isinstance(choices, dict) or any(type(value) is not value_type for value in choices.values()):
        raise MalformedPlaintext(f"{part}: must be an object with {value_type.__name__} values")
    return choices


def _random_part(text: Any) -> bytes:
    if not isinstance(text, str):
        raise MalformedPlaintext("r: must be a text")
    try:
        r = unb64url(text)
    except ValueError:
        raise MalformedPlaintext("r: must be canonical base64url") from None
    if len(r) != R_BYTES:
        raise MalformedPlaintext(f"r: must have {R_BYTES} bytes")
    return r
