"""Receipt codes: refused as soon as one symbol is wrong, read however they were pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.encoding import unb64url
from survey_core.sealing.errors import MalformedReceiptCode
from survey_core.sealing.receipt_codes import read_receipt_code, write_receipt_code
from survey_core.sealing.verify import OwnReceipt
from tests.golden.vectors import protocol_vectors, refused

VECTOR = protocol_vectors()["receipt_code"]
OWN = OwnReceipt(
    participation=VECTOR["participation"],
    pin=unb64url(VECTOR["pin"]),
    pass_hash=unb64url(VECTOR["pass_hash"]),
    receipt=unb64url(VECTOR["receipt"]),
)


@pytest.mark.parametrize(("why", "typed"), refused(VECTOR["refused"], "typed"))
def test_what_is_no_whole_receipt_code_is_refused(why: str, typed: str) -> None:
    with pytest.raises(MalformedReceiptCode) as caught:
        read_receipt_code(typed)
    assert typed == "" or typed not in str(caught.value), why


@given(
    at=st.integers(0, len(VECTOR["text"]) - 1),
    symbol=st.characters(codec="ascii", categories=["L", "N", "P"]),
)
def test_no_single_wrong_symbol_is_read(at: int, symbol: str) -> None:
    text = VECTOR["text"]
    if text[at] != symbol:
        with pytest.raises(MalformedReceiptCode):
            read_receipt_code(text[:at] + symbol + text[at + 1 :])


def test_it_is_written_and_read_as_the_vector_says() -> None:
    assert write_receipt_code(OWN) == VECTOR["text"]
    assert [read_receipt_code(text) for text in [VECTOR["text"], *VECTOR["pasted"]]] == [OWN] * 3
