"""Which ciphertexts are refused at release; one good response beside each proves that it could pass."""

import json
import secrets

import pytest

from scoring_worker.release.opening import Opened, OpenedRow, SealedRow, open_all
from survey_core.encoding import b64url
from survey_core.instruments import sealed_length, shipped
from survey_core.sealing.hpke import new_sealing_keypair, seal
from survey_core.sealing.plaintext import Answers

INSTRUMENT = shipped("internal-coherence-short")
LENGTH = sealed_length(INSTRUMENT)
PIN = b"p" * 32
SCALAR, POINT = new_sealing_keypair()
ITEM = INSTRUMENT.items[0].id
QUESTION = INSTRUMENT.routing[0].id
CHOSEN, NOT_CHOSEN = "years_here", "grades"


def document(**changes: object) -> bytes:
    whole: dict[str, object] = {
        "v": 1,
        "r": b64url(secrets.token_bytes(32)),
        "answers": {ITEM: 3},
        "routing": {QUESTION: "yes"},
        "background": {},
        "language": "en",
    }
    return json.dumps(whole | changes).encode()


def row(plaintext: bytes, *, name: bytes | None = None, pin: bytes = PIN, length: int = LENGTH) -> SealedRow:
    name = name or secrets.token_bytes(32)
    return SealedRow(
        pass_hash=name,
        sealed=seal(POINT, pin=pin, pass_hash=name, plaintext=plaintext.ljust(length - 81)),
    )


def open_rows(*rows: SealedRow) -> Opened:
    return open_all(
        rows, scalar=SCALAR, pin=PIN, sealed_length=LENGTH, instrument=INSTRUMENT, tables=[CHOSEN]
    )


MALFORMED = {
    "not JSON": b"hello",
    "a repeated key": document().replace(b'"v": 1', b'"v": 1, "v": 1'),
    "an unknown key": document(name="Ada"),
    "an unknown item": document(answers={"zz9": 3}),
    "above the scale": document(answers={ITEM: 7}),
    "below the scale": document(answers={ITEM: 0}),
    "a text answer": document(answers={ITEM: "3"}),
    "a true answer": document(answers={ITEM: True}),
    "an unknown routing answer": document(routing={QUESTION: "perhaps"}),
    "an unknown routing question": document(routing={"zz9": "yes"}),
    "an answer to a background question nobody has": document(background={"role": "teacher"}),
    "an answer to a background question nobody asked": document(background={NOT_CHOSEN: "3_to_5"}),
    "a background answer not offered": document(background={CHOSEN: "forever"}),
    "another language": document(language="tlh"),
    "another version": document(v=2),
    "a short r": document(r=b64url(b"short")),
}


@pytest.mark.parametrize("plaintext", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_plaintexts_are_counted_and_dropped(plaintext: bytes) -> None:
    opened = open_rows(row(plaintext), row(document()))

    assert opened.rejected == 1
    assert len(opened.accepted) == 1


def test_an_answer_to_a_chosen_background_question_is_accepted() -> None:
    opened = open_rows(row(document(background={CHOSEN: "4_to_9"})))

    assert (opened.rejected, opened.accepted[0].answers.background) == (0, {CHOSEN: "4_to_9"})


def test_ciphertexts_of_another_place_do_not_open() -> None:
    good = row(document())
    moved = SealedRow(pass_hash=secrets.token_bytes(32), sealed=good.sealed)
    foreign_pin = row(document(), pin=b"q" * 32)
    flipped = SealedRow(pass_hash=good.pass_hash, sealed=good.sealed[:-1] + bytes([good.sealed[-1] ^ 1]))
    longer = row(document(), length=LENGTH + 1)
    noise = SealedRow(pass_hash=secrets.token_bytes(32), sealed=secrets.token_bytes(LENGTH))

    opened = open_rows(moved, foreign_pin, flipped, longer, noise)

    assert (len(opened.accepted), opened.rejected) == (0, 5)
    assert len(open_rows(good).accepted) == 1


def test_one_plaintext_under_two_passes_counts_once() -> None:
    same = document()

    opened = open_rows(row(same), row(same), row(document()))

    assert (len(opened.accepted), opened.rejected) == (2, 1)


def test_the_result_does_not_depend_on_the_order_of_the_rows() -> None:
    rows = [row(document(answers={ITEM: 1 + number % 6})) for number in range(12)]

    assert open_rows(*rows) == open_rows(*reversed(rows))


@pytest.mark.parametrize(
    ("accepted", "rejected", "needs_review"),
    [
        (0, 1, False),
        (0, 2, True),
        (18, 2, True),
        (38, 2, False),
        (37, 2, True),
        (95, 5, False),
        (94, 6, True),
    ],
)
def test_the_threshold_is_the_larger_of_one_and_five_percent_of_all_rows(
    accepted: int,
    rejected: int,
    needs_review: bool,  # noqa: FBT001 - a table's column
) -> None:
    one = OpenedRow(
        pass_hash=b"", answers=Answers(answers={}, routing={}, background={}, language="en"), receipt=b""
    )
    assert Opened(accepted=(one,) * accepted, rejected=rejected).needs_review is needs_review


def test_nothing_opened_shows_in_a_text_form() -> None:
    opened = open_rows(row(document()))

    assert ITEM not in repr(opened)
    assert ITEM not in f"{opened.accepted[0]!r} {opened.accepted[0].answers!r}"
