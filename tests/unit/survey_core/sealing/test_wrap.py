"""Key wrap against RFC 3394 section 4.6, and against damage."""

import pytest

from survey_core.sealing.errors import WrongWrappingKey
from survey_core.sealing.wrap import new_kek, unwrap, wrap
from tests.golden.vectors import protocol_vectors

# RFC 3394, 4.6: wrap 256 bits of key data with a 256-bit KEK.
KEK = bytes(range(32))
DATA = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
WRAPPED = bytes.fromhex("28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")


@pytest.mark.parametrize("place", [0, 8, 39])
def test_a_damaged_file_does_not_unwrap(place: int) -> None:
    damaged = WRAPPED[:place] + bytes([WRAPPED[place] ^ 1]) + WRAPPED[place + 1 :]
    with pytest.raises(WrongWrappingKey):
        unwrap(KEK, damaged)


@pytest.mark.parametrize("wrapped", [b"", WRAPPED[:-8], WRAPPED[:-1], WRAPPED + bytes(8)])
def test_a_truncated_file_does_not_unwrap(wrapped: bytes) -> None:
    with pytest.raises(WrongWrappingKey):
        unwrap(KEK, wrapped)


@pytest.mark.parametrize("kek", [b"", KEK[:16], KEK[:-1], KEK[::-1], bytes(32)])
def test_another_kek_does_not_unwrap(kek: bytes) -> None:
    with pytest.raises(WrongWrappingKey):
        unwrap(kek, WRAPPED)


@pytest.mark.parametrize(
    ("kek", "scalar"), [(KEK[:16], DATA), (KEK, DATA[:16]), (KEK, b""), (KEK, DATA + DATA)]
)
def test_only_256_bits_are_wrapped_under_256_bits(kek: bytes, scalar: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        wrap(kek, scalar)


def test_the_rfc_vector() -> None:
    assert wrap(KEK, DATA) == WRAPPED
    assert unwrap(KEK, WRAPPED) == DATA


def test_the_committed_vector() -> None:
    kek, scalar, wrapped = (
        bytes.fromhex(protocol_vectors()["sealing"][name])
        for name in ("kek", "opener_scalar", "wrapped_scalar")
    )
    assert wrap(kek, scalar) == wrapped
    assert unwrap(kek, wrapped) == scalar


def test_keks_are_fresh() -> None:
    assert len({new_kek() for _ in range(4)}) == 4
    assert len(new_kek()) == 32
