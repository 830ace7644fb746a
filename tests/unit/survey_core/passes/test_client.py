"""The respondent's steps: fresh randomness, and no trust in the issuer's answer."""

import pytest

from survey_core.passes import client
from survey_core.passes.arithmetic import inverse_mod
from survey_core.passes.errors import (
    BlindingError,
    InvalidIssuerKey,
    InvalidSignature,
    MalformedParticipation,
    MalformedPass,
    UnexpectedInputSize,
)
from survey_core.passes.message import INPUT_MSG_BYTES, MSG_BYTES, check_message, new_msg, randomize
from survey_core.passes.pss import emsa_pss_encode
from survey_core.passes.verifier import PassVerifier
from tests.golden.make_protocol_vectors import issuer_key

PARTICIPATION = "5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e"
OTHER = "5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3f"
KEY = issuer_key()
N = KEY.public_modulus()


@pytest.fixture
def input_msg() -> bytes:
    return client.prepare(PARTICIPATION)[1]


def test_an_answer_of_another_length_is_refused(input_msg: bytes) -> None:
    _, inv = client.blind(input_msg, N)
    with pytest.raises(UnexpectedInputSize):
        client.finalize(input_msg, n=N, blind_sig=bytes(383), inv=inv)


def test_an_answer_that_is_no_signature_is_refused(input_msg: bytes) -> None:
    blinded_msg, inv = client.blind(input_msg, N)
    with pytest.raises(InvalidSignature):
        client.finalize(input_msg, n=N, blind_sig=blinded_msg, inv=inv)


def test_an_answer_for_another_message_is_refused(input_msg: bytes) -> None:
    other_blinded, inv = client.blind(client.prepare(PARTICIPATION)[1], N)
    with pytest.raises(InvalidSignature):
        client.finalize(input_msg, n=N, blind_sig=KEY.sign_blinded(other_blinded), inv=inv)


def test_a_value_without_inverse_is_refused(input_msg: bytes) -> None:
    with pytest.raises(BlindingError):
        client.blind(input_msg, N, r=KEY.p)
    with pytest.raises(BlindingError):
        inverse_mod(KEY.q, KEY.n)


def test_a_message_that_shares_a_factor_with_n_is_refused(input_msg: bytes) -> None:
    salt = bytes(48)
    encoded = int.from_bytes(emsa_pss_encode(input_msg, em_bits=3071, salt=salt), "big")
    # No honest modulus meets such a message; build a dishonest one around it.
    n = encoded * (2 ** (3072 - encoded.bit_length()) + 1)
    while n.bit_length() != 3072:
        n -= encoded
    with pytest.raises(BlindingError, match="encoded message"):
        client.blind(input_msg, n.to_bytes(384, "big"), salt=salt)


@pytest.mark.parametrize("salt", [b"", bytes(32), bytes(49)])
def test_an_injected_salt_must_fit_the_suite(input_msg: bytes, salt: bytes) -> None:
    with pytest.raises(ValueError, match="48 bytes"):
        client.blind(input_msg, N, salt=salt)


def test_injected_nonce_and_prefix_must_have_their_length() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        new_msg(PARTICIPATION, nonce=bytes(31))
    with pytest.raises(ValueError, match="32 bytes"):
        randomize(b"", msg_prefix=b"")


def test_a_modulus_too_small_for_hash_and_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="encoding error"):
        emsa_pss_encode(b"", em_bits=8 * 97, salt=bytes(48))


@pytest.mark.parametrize(
    "wrong", ["", "x", PARTICIPATION.upper(), f"{{{PARTICIPATION}}}", PARTICIPATION + "\n"]
)
def test_a_participation_in_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(MalformedParticipation):
        client.prepare(wrong)


def test_a_pass_of_another_participation_or_layout_is_refused(input_msg: bytes) -> None:
    bad = [
        (input_msg, OTHER),
        (input_msg[:-1], PARTICIPATION),
        (input_msg + b"0", PARTICIPATION),
        (input_msg[:32] + b"ics-pass-v2|" + input_msg[44:], PARTICIPATION),
        (input_msg[32:] + input_msg[:32], PARTICIPATION),
    ]
    for message, participation in bad:
        with pytest.raises(MalformedPass):
            check_message(message, participation=participation)
    check_message(input_msg, participation=PARTICIPATION)


@pytest.mark.parametrize("n", [b"", N[:-1], b"\x00" + N, bytes(384), b"\x00" + N[1:], N[:-1] + b"\x00"])
def test_a_verifier_refuses_another_modulus(n: bytes) -> None:
    with pytest.raises(InvalidIssuerKey):
        PassVerifier(n)


def test_finalize_refuses_a_modulus_that_is_none(input_msg: bytes) -> None:
    with pytest.raises(InvalidIssuerKey):
        client.finalize(input_msg, n=b"\x04", blind_sig=b"\x02", inv=1)


def test_a_whole_exchange_gives_a_valid_pass(input_msg: bytes) -> None:
    blinded_msg, inv = client.blind(input_msg, N)
    sig = client.finalize(input_msg, n=N, blind_sig=KEY.sign_blinded(blinded_msg), inv=inv)
    assert PassVerifier(N).verify(input_msg, sig)
    assert not PassVerifier(N).verify(input_msg[1:], sig)


def test_a_signed_message_of_another_length_is_no_pass(input_msg: bytes) -> None:
    for message in (input_msg + b"0", input_msg[1:], b""):
        blinded_msg, inv = client.blind(message, N)
        sig = client.finalize(message, n=N, blind_sig=KEY.sign_blinded(blinded_msg), inv=inv)
        assert not PassVerifier(N).verify(message, sig)


def test_everything_random_is_fresh() -> None:
    prepared = [client.prepare(PARTICIPATION) for _ in range(8)]
    assert {(len(msg), len(input_msg)) for msg, input_msg in prepared} == {(MSG_BYTES, INPUT_MSG_BYTES)}
    assert len({msg for msg, _ in prepared}) == len({input_msg[:32] for _, input_msg in prepared}) == 8
    blinded = [client.blind(prepared[0][1], N) for _ in range(8)]
    assert len({message for message, _ in blinded}) == len({inv for _, inv in blinded}) == 8
