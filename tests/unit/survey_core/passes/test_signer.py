"""The issuer refuses before it signs, and gives nothing away when the machine errs."""

from dataclasses import fields, replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from survey_core.passes.errors import InvalidIssuerKey, MalformedBlindedMessage, SigningFault
from survey_core.passes.signer import IssuerKey, generate_issuer_key
from tests.golden.make_protocol_vectors import issuer_key
from tests.golden.vectors import protocol_vectors

BLINDED = bytes.fromhex(protocol_vectors()["pass"]["blinded_msg"])


@pytest.fixture(scope="module")
def pem() -> bytes:
    return generate_issuer_key()


def as_pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes | None = None) -> bytes:
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


@pytest.mark.parametrize("length", [0, 383, 385, 512])
def test_a_blinded_message_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedBlindedMessage):
        issuer_key().sign_blinded(b"\x01" * length)


@pytest.mark.parametrize("part", ["p", "q", "d_p", "d_q", "q_inv"])
def test_an_injected_crt_fault_gives_an_error_and_no_output(part: str) -> None:
    key = issuer_key()
    broken = replace(key, **{part: getattr(key, part) ^ 4})
    with pytest.raises(SigningFault) as caught:
        broken.sign_blinded(BLINDED)
    assert not any(character.isdigit() for character in str(caught.value))


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"not a key",
        lambda: as_pem(ec.generate_private_key(ec.SECP256R1())),
        lambda: as_pem(rsa.generate_private_key(65537, 2048)),
        lambda: as_pem(rsa.generate_private_key(3, 3072)),
        lambda: as_pem(rsa.generate_private_key(65537, 3072), b"password"),
    ],
    ids=["empty", "text", "elliptic", "2048 bits", "e = 3", "encrypted"],
)
def test_another_key_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(InvalidIssuerKey):
        IssuerKey.from_pem(make())


def test_the_same_request_gets_the_same_signature(pem: bytes) -> None:
    key = IssuerKey.from_pem(pem)
    assert key.sign_blinded(BLINDED[:1] + bytes(383)) == key.sign_blinded(BLINDED[:1] + bytes(383))


def test_signing_agrees_with_openssl(pem: bytes) -> None:
    key = IssuerKey.from_pem(pem)
    loaded = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    numbers = loaded.private_numbers()
    x = int.from_bytes(BLINDED, "big") % numbers.public_numbers.n
    signed = key.sign_blinded(x.to_bytes(384, "big"))
    assert int.from_bytes(signed, "big") == pow(x, numbers.d, numbers.public_numbers.n)
    assert key.public_modulus() == numbers.public_numbers.n.to_bytes(384, "big")


def test_the_smallest_and_largest_messages_are_signed(pem: bytes) -> None:
    key = IssuerKey.from_pem(pem)
    for x in (2, key.n - 2):
        s = int.from_bytes(key.sign_blinded(x.to_bytes(384, "big")), "big")
        assert pow(s, 65537, key.n) == x


def test_a_key_shows_nothing_of_itself(pem: bytes) -> None:
    key = IssuerKey.from_pem(pem)
    shown = repr(key) + str(key)
    assert not any(str(getattr(key, field.name))[:12] in shown for field in fields(key))
