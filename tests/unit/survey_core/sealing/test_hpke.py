"""HPKE against RFC 9180's vector (through a second implementation) and against tampering."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey_core.sealing.errors import InvalidSealingKey, SealBroken
from survey_core.sealing.hpke import (
    SEAL_OVERHEAD,
    new_sealing_keypair,
    open_sealed,
    public_point,
    seal,
    seal_info,
)
from tests.golden import independent_hpke
from tests.golden.vectors import protocol_vectors

VECTORS = protocol_vectors()["sealing"]
SCALAR, POINT = bytes.fromhex(VECTORS["opener_scalar"]), bytes.fromhex(VECTORS["opener_point"])
PIN = bytes.fromhex(protocol_vectors()["manifest"]["pin"])
PASS_HASH = bytes.fromhex(protocol_vectors()["pass"]["pass_hash"])
SEALED, PADDED = bytes.fromhex(VECTORS["sealed"]), bytes.fromhex(VECTORS["padded"])

# CFRG's test-vectors.json for RFC 9180: mode 0, kem 0x0010, kdf 0x0001, aead 0x0002, first message.
RFC = {
    name: bytes.fromhex(text)
    for name, text in {
        "info": "4f6465206f6e2061204772656369616e2055726e",
        "skRm": "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2",
        "skEm": "90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e",
        "pkRm": "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c68513"
        "6f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c",
        "enc": "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f0"
        "3e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0",
        "key": "ee16802a936d5f544771131900ee6973d0551de9e852ece2ef34bf0d5f9e1d1d",
        "base_nonce": "9bc50980832a7b4b58c40161",
        "aad": "436f756e742d30",
        "pt": "4265617574792069732074727574682c20747275746820626561757479",
        "ct": "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f",
    }.items()
}


def test_the_second_implementation_meets_the_rfc() -> None:
    sealed = independent_hpke.seal(
        RFC["pkRm"], ephemeral_scalar=RFC["skEm"], info=RFC["info"], plaintext=RFC["pt"], aad=RFC["aad"]
    )
    assert independent_hpke.point(RFC["skRm"]) == RFC["pkRm"]
    assert sealed == RFC["enc"] + RFC["ct"]
    assert AESGCM(RFC["key"]).decrypt(RFC["base_nonce"], RFC["ct"], RFC["aad"]) == RFC["pt"]


def test_each_opens_what_the_other_sealed() -> None:
    scalar, point = new_sealing_keypair()
    info = seal_info(pin=PIN, pass_hash=PASS_HASH)
    ours = seal(point, pin=PIN, pass_hash=PASS_HASH, plaintext=PADDED)
    theirs = independent_hpke.seal(point, ephemeral_scalar=SCALAR, info=info, plaintext=PADDED)
    assert independent_hpke.open_sealed(scalar, info=info, sealed=ours) == PADDED
    assert open_sealed(scalar, pin=PIN, pass_hash=PASS_HASH, sealed=theirs) == PADDED
    assert len(ours) == len(PADDED) + SEAL_OVERHEAD == 657


def test_the_committed_response_opens() -> None:
    assert seal_info(pin=PIN, pass_hash=PASS_HASH) == b"ics-seal-v1|" + PIN + PASS_HASH
    assert seal_info(pin=PIN, pass_hash=PASS_HASH).hex() == VECTORS["info"]
    assert public_point(SCALAR) == POINT
    assert open_sealed(SCALAR, pin=PIN, pass_hash=PASS_HASH, sealed=SEALED) == PADDED


@pytest.mark.parametrize("place", [0, 1, 64, 65, 400, len(SEALED) - 1])
def test_changed_bytes_do_not_open(place: int) -> None:
    changed = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]
    with pytest.raises(SealBroken):
        open_sealed(SCALAR, pin=PIN, pass_hash=PASS_HASH, sealed=changed)


@pytest.mark.parametrize(
    "sealed", [b"", SEALED[:64], SEALED[:65], SEALED[:80], SEALED[:-1], SEALED + b"\x00"]
)
def test_shortened_or_longer_bytes_do_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        open_sealed(SCALAR, pin=PIN, pass_hash=PASS_HASH, sealed=sealed)


def test_a_response_copied_to_another_pass_manifest_or_key_does_not_open() -> None:
    other = bytes(32)
    stranger, _ = new_sealing_keypair()
    for scalar, pin, pass_hash in (
        (SCALAR, other, PASS_HASH),
        (SCALAR, PIN, other),
        (SCALAR, PASS_HASH, PIN),
        (stranger, PIN, PASS_HASH),
    ):
        with pytest.raises(SealBroken):
            open_sealed(scalar, pin=pin, pass_hash=pass_hash, sealed=SEALED)


@pytest.mark.parametrize(
    "point",
    [b"", POINT[:-1], b"\x02" + POINT[1:33], POINT[:-1] + bytes([POINT[-1] ^ 1]), bytes(65), POINT + b"\x00"],
)
def test_another_public_key_is_refused(point: bytes) -> None:
    with pytest.raises(InvalidSealingKey):
        seal(point, pin=PIN, pass_hash=PASS_HASH, plaintext=b"x")


@pytest.mark.parametrize("scalar", [b"", SCALAR[:-1], bytes(32), b"\xff" * 32, SCALAR + b"\x00"])
def test_another_private_key_is_refused(scalar: bytes) -> None:
    with pytest.raises(InvalidSealingKey):
        public_point(scalar)


def test_pin_and_pass_hash_must_have_their_length() -> None:
    for pin, pass_hash in ((PIN[:-1], PASS_HASH), (PIN, PASS_HASH + b"\x00"), (b"", b"")):
        with pytest.raises(ValueError, match="32 bytes"):
            seal_info(pin=pin, pass_hash=pass_hash)


def test_sealing_twice_gives_different_bytes() -> None:
    sealed = {seal(POINT, pin=PIN, pass_hash=PASS_HASH, plaintext=PADDED) for _ in range(4)}
    assert len(sealed) == len({item[:65] for item in sealed}) == 4
