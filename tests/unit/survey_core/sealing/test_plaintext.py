"""Answers in, answers out; everything else is malformed and shows nothing."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.sealing.errors import MalformedPlaintext, PlaintextTooLong
from survey_core.sealing.plaintext import Answers, check_answers, decode_plaintext, encode_plaintext, unpad
from survey_core.sealing.receipts import receipt
from tests.golden.vectors import protocol_vectors, refused

VECTORS = protocol_vectors()["sealing"]
PIN = bytes.fromhex(protocol_vectors()["manifest"]["pin"])
GOOD = Answers(
    answers={"tp1": 4, "tp2": 6, "tp3": 1},
    routing={"meets_in_team": "yes"},
    background={},
    language="es",
    r=bytes.fromhex(VECTORS["r"]),
)
ALLOWED: dict[str, Any] = {
    "items": {"tp1": range(1, 7), "tp2": range(1, 7), "tp3": range(1, 7)},
    "routing": {"meets_in_team": {"yes", "no"}},
    "background": {"years": {"0-5", "6+"}},
    "languages": {"en", "es"},
}
ids = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
choices = st.dictionaries(ids, st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=3)


def evolve(**change: Any) -> Answers:
    parts = {name: getattr(GOOD, name) for name in ("answers", "routing", "background", "language", "r")}
    return Answers(**{**parts, **change})


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["refused_plaintexts"], "text"))
def test_refused(why: str, text: str) -> None:
    with pytest.raises(MalformedPlaintext) as caught:
        decode_plaintext(text.encode())
    shown = str(caught.value)
    assert not any(value in shown for value in ("hello", "tp1", "tp2", "not a tag", VECTORS["r"])), why
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "change",
    [
        lambda: evolve(answers={"tp9": 4}),
        lambda: evolve(answers={"tp1": 0}),
        lambda: evolve(answers={"tp1": 7}),
        lambda: evolve(routing={"meets_in_team": "maybe"}),
        lambda: evolve(routing={"meets": "yes"}),
        lambda: evolve(background={"years": "7"}),
        lambda: evolve(background={"age": "7"}),
        lambda: evolve(language="fr"),
    ],
)
def test_what_the_instrument_does_not_offer_is_refused(change: Callable[[], Answers]) -> None:
    with pytest.raises(MalformedPlaintext) as caught:
        check_answers(change(), **ALLOWED)
    assert not any(value in str(caught.value) for value in ("tp9", "maybe", "7", "years", "fr"))


@pytest.mark.parametrize(
    "change", [{"answers": {"tp1": True}}, {"answers": {"tp1": "4"}}, {"r": bytes(31)}, {"language": ""}]
)
def test_what_would_be_refused_is_not_sealed(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedPlaintext):
        encode_plaintext(evolve(**change), sealed_length=657)


def test_too_many_answers_do_not_fit() -> None:
    n_bytes = len(unpad(encode_plaintext(GOOD, sealed_length=657)))
    assert encode_plaintext(GOOD, sealed_length=n_bytes + 81).endswith(b"}")
    with pytest.raises(PlaintextTooLong):
        encode_plaintext(GOOD, sealed_length=n_bytes + 80)


def test_the_committed_plaintext() -> None:
    padded = encode_plaintext(GOOD, sealed_length=VECTORS["sealed_length"])
    assert padded.hex() == VECTORS["padded"]
    assert len(padded) == VECTORS["sealed_length"] - 81
    assert unpad(padded).decode() == VECTORS["text"]
    assert json.loads(padded) == VECTORS["document"]
    assert decode_plaintext(padded) == GOOD
    check_answers(GOOD, **ALLOWED)


@pytest.mark.parametrize("example", VECTORS["accepted_plaintexts"], ids=lambda example: example["why"])
def test_another_client_may_spell_json_its_own_way(example: dict[str, str]) -> None:
    assert decode_plaintext(example["text"].encode()) == GOOD


def test_receipt() -> None:
    padded = bytes.fromhex(VECTORS["padded"])
    by_hand = hashlib.sha256(b"ics-receipt-v1|" + PIN + VECTORS["text"].encode()).digest()
    assert receipt(PIN, padded) == receipt(PIN, unpad(padded)) == by_hand
    assert receipt(PIN, padded).hex() == VECTORS["receipt"]
    with pytest.raises(ValueError, match="32 bytes"):
        receipt(PIN[:-1], padded)


def test_answers_show_nothing_of_themselves() -> None:
    assert "tp1" not in repr(GOOD)
    assert "tp1" not in f"{GOOD}"


def test_r_is_fresh() -> None:
    made = {Answers(answers={}, routing={}, background={}, language="en").r for _ in range(4)}
    assert len(made) == 4


@given(answers=st.dictionaries(ids, st.integers(1, 11), max_size=8), routing=choices, background=choices)
def test_everything_comes_back(
    answers: dict[str, int], routing: dict[str, str], background: dict[str, str]
) -> None:
    given_answers = evolve(answers=answers, routing=routing, background=background)
    padded = encode_plaintext(given_answers, sealed_length=2_000)
    assert len(padded) == 2_000 - 81
    assert decode_plaintext(padded) == given_answers


@given(data=st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(MalformedPlaintext):
        decode_plaintext(data)


PARTS = ("r", "answers", "routing", "background", "language")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries(dict.fromkeys(PARTS, json_values) | {"v": st.just(1)}))
def test_whatever_a_respondent_sealed_it_is_read_or_refused_by_name(document: dict[str, Any]) -> None:
    # Anything else would stop the release of the whole school.
    with contextlib.suppress(MalformedPlaintext):
        decode_plaintext(json.dumps(document).encode())
