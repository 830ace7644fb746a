"""Our own vectors: code → code hash; nonce → pass → pass hash. Oracles: OpenSSL, Python integers."""

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from survey_core.encoding import b64url, unb64url
from survey_core.passes import client, codes
from survey_core.passes.errors import MalformedBlindedMessage, MalformedCode
from survey_core.passes.message import new_msg, randomize
from survey_core.passes.pss import emsa_pss_encode
from survey_core.passes.spent import pass_hash
from survey_core.passes.verifier import PassVerifier
from tests.golden import make_protocol_vectors
from tests.golden.vectors import protocol_vectors, refused

VECTORS = protocol_vectors()
PARTICIPATION = VECTORS["codes"]["participation"]
PASS = {name: bytes.fromhex(text) for name, text in VECTORS["pass"].items() if name != "refused"}
NUMBER = {name: int.from_bytes(data, "big") for name, data in PASS.items()}


def test_the_committed_file_is_what_the_script_makes() -> None:
    assert make_protocol_vectors.PATH.read_text(encoding="utf-8") == make_protocol_vectors.text()


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["base64url"]["refused"], "text"))
def test_base64url_refused(why: str, text: str) -> None:
    with pytest.raises(ValueError, match="base64url") as caught:
        unb64url(text)
    assert text not in str(caught.value), why


@pytest.mark.parametrize("example", VECTORS["base64url"]["valid"])
def test_base64url(example: dict[str, str]) -> None:
    assert b64url(bytes.fromhex(example["bytes"])) == example["text"]
    assert unb64url(example["text"]).hex() == example["bytes"]


@pytest.mark.parametrize(("why", "typed"), refused(VECTORS["codes"]["refused"], "typed"))
def test_code_refused(why: str, typed: str) -> None:
    with pytest.raises(MalformedCode) as caught:
        codes.parse_code(typed)
    assert not typed or typed not in str(caught.value), why


@pytest.mark.parametrize("example", VECTORS["codes"]["valid"])
def test_code(example: dict[str, str]) -> None:
    code = codes.parse_code(example["typed"])
    assert code == example["canonical"]
    assert codes.format_code(code) == example["printed"]
    by_hand = hashlib.sha256(f"ics-code-v1|{PARTICIPATION}|{code}".encode()).hexdigest()
    assert codes.code_hash(PARTICIPATION, code).hex() == example["code_hash"] == by_hand


@pytest.mark.parametrize(("why", "message"), refused(VECTORS["pass"]["refused"], "message"))
def test_presented_pass_refused(why: str, message: str) -> None:
    example = next(e for e in VECTORS["pass"]["refused"] if e["why"] == why)
    verifier = PassVerifier(PASS["n"])
    assert not verifier.verify(bytes.fromhex(message), bytes.fromhex(example["signature"]))


@pytest.mark.parametrize(("why", "blinded"), refused(VECTORS["pass"]["refused"], "blinded_msg"))
def test_blinded_message_refused(why: str, blinded: str) -> None:
    with pytest.raises(MalformedBlindedMessage):
        make_protocol_vectors.issuer_key().sign_blinded(bytes.fromhex(blinded))
    assert why


def test_messages() -> None:
    msg = new_msg(PARTICIPATION, nonce=PASS["nonce"])
    assert msg == PASS["msg"] == b"ics-pass-v1|" + PARTICIPATION.encode() + b"|" + PASS["nonce"]
    assert randomize(msg, msg_prefix=PASS["msg_prefix"]) == PASS["input_msg"]


def test_blinding_against_plain_integers() -> None:
    n, e = NUMBER["n"], NUMBER["e"]
    blinded_msg, inv = client.blind(PASS["input_msg"], PASS["n"], salt=PASS["salt"], r=NUMBER["r"])
    assert blinded_msg == PASS["blinded_msg"]
    assert inv == NUMBER["inv"] == pow(NUMBER["r"], -1, n)
    assert NUMBER["blinded_msg"] == NUMBER["encoded_msg"] * pow(NUMBER["r"], e, n) % n
    assert emsa_pss_encode(PASS["input_msg"], em_bits=3071, salt=PASS["salt"]) == PASS["encoded_msg"]


def test_signing_against_plain_integers() -> None:
    p, q = NUMBER["p"], NUMBER["q"]
    d = pow(NUMBER["e"], -1, (p - 1) * (q - 1))
    assert p * q == NUMBER["n"]
    assert NUMBER["blind_sig"] == pow(NUMBER["blinded_msg"], d, p * q)
    assert make_protocol_vectors.issuer_key().sign_blinded(PASS["blinded_msg"]) == PASS["blind_sig"]


def test_signature_against_openssl() -> None:
    key = rsa.RSAPublicNumbers(NUMBER["e"], NUMBER["n"]).public_key()
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    key.verify(PASS["sig"], PASS["input_msg"], pss, hashes.SHA384())
    recovered = pow(NUMBER["sig"], NUMBER["e"], NUMBER["n"])
    assert recovered == NUMBER["encoded_msg"]


def test_finalize_and_spend() -> None:
    sig = client.finalize(PASS["input_msg"], n=PASS["n"], blind_sig=PASS["blind_sig"], inv=NUMBER["inv"])
    assert sig == PASS["sig"]
    assert PassVerifier(PASS["n"]).verify(PASS["input_msg"], sig)
    by_hand = hashlib.sha256(b"ics-spent-v1|" + PASS["input_msg"]).digest()
    assert pass_hash(PASS["input_msg"]) == PASS["pass_hash"] == by_hand
