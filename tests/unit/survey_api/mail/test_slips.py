"""Sealed rows: one length, one place, one key."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_api.mail.slips import ADDRESS_BYTES, Slip, SlipUnreadable, open_slip, purpose_of, seal_slip
from survey_core.passes.codes import new_code

KEY, PART, ROW = b"k" * 32, UUID(int=1), UUID(int=2)
PLACE: dict[str, Any] = {"key": KEY, "kind": "invitation", "participation_id": PART, "row_id": ROW}


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=ADDRESS_BYTES))
def test_every_slip_opens_in_its_place_and_is_as_long_as_any_other(address: str) -> None:
    code = new_code()
    with_code, without = seal_slip(Slip(address, code), **PLACE), seal_slip(Slip(address), **PLACE)

    assert len(with_code) == len(without) == 12 + 1 + 254 + 20 + 16
    assert open_slip(with_code, **PLACE) == Slip(address, code)
    assert open_slip(without, **PLACE) == Slip(address)


@pytest.mark.parametrize(
    "moved",
    [{"key": b"l" * 32}, {"kind": "replacement"}, {"participation_id": uuid4()}, {"row_id": uuid4()}],
)
def test_elsewhere_it_does_not_open(moved: dict[str, Any]) -> None:
    sealed = seal_slip(Slip("a@b.example", new_code()), **PLACE)

    with pytest.raises(SlipUnreadable):
        open_slip(sealed, **(PLACE | moved))


def test_what_carries_a_code_is_sealed_under_the_key_that_goes_first() -> None:
    kinds = ("invitation", "replacement", "reminder", "address")
    assert [purpose_of(kind) for kind in kinds] == ["codes", "codes", "addresses", "addresses"]


def test_nothing_prints_an_address_or_a_code() -> None:
    assert repr(Slip("canary@b.example", "CODE")) == "Slip()"
