"""Write tests/golden/protocol_vectors.json: one example of every step, for every language.

    uv run python -m tests.golden.make_protocol_vectors

Bytes and big integers are lower-case hex, texts are texts, so a page can read the file too. All
"random" values are SHAKE-256 of a label: running this again gives the same file. Tests compare.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import gmpy2  # type: ignore[import-untyped]  # ships no annotations
from cryptography.hazmat.primitives.asymmetric import rsa

from survey_core.encoding import b64url
from survey_core.passes import client, codes, spent
from survey_core.passes.errors import MalformedCode
from survey_core.passes.message import new_msg, randomize
from survey_core.passes.pss import emsa_pss_encode
from survey_core.passes.signer import IssuerKey
from survey_core.passes.suite import MODULUS_BITS, PUBLIC_EXPONENT
from survey_core.sealing import hpke, manifest, plaintext, receipts, record, words, wrap
from survey_core.sealing.canonical import canonical_json
from tests.golden import independent_hpke, protocol_refusals

PATH = Path(__file__).with_name("protocol_vectors.json")
PARTICIPATION = "5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e"
ADMINISTRATION = "e1f7b0a4-2f1d-4b7e-8a51-6f0f5f0a9d27"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def fixed(label: str, n_bytes: int) -> bytes:
    """Bytes anyone can derive again: nothing up the sleeve, and no entropy needed."""
    return hashlib.shake_256(f"throughline vector|{label}".encode()).digest(n_bytes)


def scalar(label: str) -> bytes:
    """A private P-256 scalar."""
    return (int.from_bytes(fixed(label, 48), "big") % (P256_ORDER - 1) + 1).to_bytes(32, "big")


def prime(label: str) -> int:
    """A prime of half the modulus's bits, whose two top bits are set."""
    half = MODULUS_BITS // 2
    start = int.from_bytes(fixed(label, half // 8), "big") | 0b11 << (half - 2)
    return int(gmpy2.next_prime(start))


@cache
def issuer_key() -> IssuerKey:
    """The fixed RSA-3072 key of these vectors. Never use it for anything else."""
    p, q = prime("p"), prime("q")
    d = int(gmpy2.invert(PUBLIC_EXPONENT, gmpy2.lcm(p - 1, q - 1)))
    public = rsa.RSAPublicNumbers(PUBLIC_EXPONENT, p * q)
    crt = {"dmp1": d % (p - 1), "dmq1": d % (q - 1), "iqmp": rsa.rsa_crt_iqmp(p, q)}
    return IssuerKey.from_numbers(rsa.RSAPrivateNumbers(p=p, q=q, d=d, public_numbers=public, **crt))


def code_section() -> dict[str, Any]:
    """Code text → canonical code → code hash."""
    bodies = ["".join(codes.ALPHABET[byte % 32] for byte in fixed(f"code {i}", 19)) for i in range(3)]
    canonical = [_with_check(body) for body in [*bodies, "0" * 19, "1O" * 9 + "L"]]
    typed = [
        canonical[0],
        codes.format_code(canonical[1]),
        f"  {codes.format_code(canonical[2]).lower().replace('-', ' - ')}\n",
        canonical[3].replace("0", "o"),
        canonical[4].replace("1", "l"),
    ]
    return {
        "participation": PARTICIPATION,
        "valid": [
            {
                "typed": text,
                "canonical": code,
                "printed": codes.format_code(code),
                "code_hash": codes.code_hash(PARTICIPATION, code).hex(),
            }
            for text, code in zip(typed, canonical, strict=True)
        ],
        "refused": protocol_refusals.codes(canonical[0]),
    }


def _with_check(body: str) -> str:
    """Find the check symbol by trying: the script must not repeat the formula it records."""
    body = body.replace("O", "0").replace("L", "1")
    for symbol in codes.ALPHABET:
        try:
            return codes.parse_code(body + symbol)
        except MalformedCode:
            continue
    raise AssertionError(body)


def pass_section(key: IssuerKey) -> dict[str, Any]:
    """Every value between a fresh nonce and a spent pass."""
    n, salt = key.public_modulus(), fixed("salt", 48)
    msg = new_msg(PARTICIPATION, nonce=fixed("nonce", 32))
    prefix = fixed("msg_prefix", 32)
    input_msg = randomize(msg, msg_prefix=prefix)
    r = int.from_bytes(fixed("r", 384), "big") % key.n
    blinded_msg, inv = client.blind(input_msg, n, salt=salt, r=r)
    blind_sig = key.sign_blinded(blinded_msg)
    sig = client.finalize(input_msg, n=n, blind_sig=blind_sig, inv=inv)
    return {
        "n": n.hex(),
        "e": f"{PUBLIC_EXPONENT:06x}",
        "p": f"{key.p:0384x}",
        "q": f"{key.q:0384x}",
        "nonce": fixed("nonce", 32).hex(),
        "msg": msg.hex(),
        "msg_prefix": prefix.hex(),
        "input_msg": input_msg.hex(),
        "salt": salt.hex(),
        "encoded_msg": emsa_pss_encode(input_msg, em_bits=MODULUS_BITS - 1, salt=salt).hex(),
        "r": f"{r:0768x}",
        "inv": f"{inv:0768x}",
        "blinded_msg": blinded_msg.hex(),
        "blind_sig": blind_sig.hex(),
        "sig": sig.hex(),
        "pass_hash": spent.pass_hash(input_msg).hex(),
        "refused": protocol_refusals.passes(key, input_msg=input_msg, sig=sig),
    }


def one_school(key: IssuerKey) -> manifest.Manifest:
    """The manifest most vectors are made with."""
    return manifest.Manifest(
        administration=ADMINISTRATION,
        participation=PARTICIPATION,
        access="cards",
        release_mode="sealed",
        custody="file",
        opens_at="2026-11-23T07:00:00Z",
        closes_no_later_than="2026-12-18T16:00:00Z",
        grace_hours=24,
        eligible=42,
        replacement_cap=3,
        k=5,
        subgroup_tables=[],
        instrument="internal-coherence",
        instrument_version="1.0.0",
        instrument_digest=f"sha256:{fixed('instrument', 32).hex()}",
        sealed_length=657,
        issuer_public_key=b64url(key.public_modulus()),
        sealing_public_key=b64url(independent_hpke.point(scalar("opener"))),
        suites=manifest.Suites(),
    )


def manifest_section(key: IssuerKey) -> dict[str, Any]:
    """Manifest → pin → check words; a second one with everything that may be left out or empty."""
    one = one_school(key)
    unit = one.model_copy(
        update={
            "access": "email",
            "subgroup_tables": ["years_here", "grade-band.2"],
            "schools": sorted(str(UUID(bytes=fixed(f"school {i}", 16), version=4)) for i in range(3)),
        }
    )
    samples = {
        bits: words.check_words((bits << 245).to_bytes(32, "big"))[0] for bits in (0, 1, 4, 31, 32, 2047)
    }
    data, of_unit = manifest.manifest_bytes(one), manifest.manifest_bytes(unit)
    return {
        **_pinned(data),
        "reporting_unit": _pinned(of_unit),
        "word_of_11_bits": {str(bits): word for bits, word in samples.items()},
        "refused": [*protocol_refusals.manifests(data), *protocol_refusals.unit_manifests(of_unit)],
    }


def _pinned(data: bytes) -> dict[str, Any]:
    pin = manifest.pin(data)
    return {
        "text": data.decode(),
        "pin": pin.hex(),
        "pin_b64url": b64url(pin),
        "words": list(words.check_words(pin)),
    }


def seal_section(pin: bytes, pass_hash: bytes) -> dict[str, Any]:
    """Answers → padded plaintext → sealed response, and its receipt."""
    answers = plaintext.Answers(
        answers={"tp1": 4, "tp2": 6, "tp3": 1},
        routing={"meets_in_team": "yes"},
        background={},
        language="es",
        r=fixed("plaintext r", 32),
    )
    padded = plaintext.encode_plaintext(answers, sealed_length=657)
    info = hpke.seal_info(pin=pin, pass_hash=pass_hash)
    opener = scalar("opener")
    sealed = independent_hpke.seal(
        independent_hpke.point(opener), ephemeral_scalar=scalar("ephemeral"), info=info, plaintext=padded
    )
    kek = fixed("kek", 32)
    return {
        "r": answers.r.hex(),
        "document": json.loads(padded),
        "text": plaintext.unpad(padded).decode(),
        "sealed_length": 657,
        "padded": padded.hex(),
        "receipt": receipts.receipt(pin, padded).hex(),
        "info": info.hex(),
        "opener_scalar": opener.hex(),
        "opener_point": independent_hpke.point(opener).hex(),
        "ephemeral_scalar": scalar("ephemeral").hex(),
        "sealed": sealed.hex(),
        "kek": kek.hex(),
        "wrapped_scalar": wrap.wrap(kek, opener).hex(),
        "accepted_plaintexts": protocol_refusals.other_spellings(answers),
        "refused_plaintexts": protocol_refusals.plaintexts(answers),
    }


def record_section(manifest_text: str, *, pass_hash: bytes, receipt: bytes) -> dict[str, Any]:
    """A published record of three responses, one of them rejected."""
    published = record.build_record(
        manifest_text.encode(),
        eligible=42,
        issued=4,
        replacements=1,
        keyed=0,
        rejected=1,
        pass_hashes=[fixed("pass a", 32), pass_hash, fixed("pass b", 32)],
        receipts=[receipt, fixed("receipt a", 32)],
    )
    data = record.record_bytes(published)
    return {"text": data.decode(), "refused": protocol_refusals.records(data)}


def receipt_code_section(pin: bytes, *, pass_hash: bytes, receipt: bytes) -> dict[str, Any]:
    """What a phone keeps → one line; written out here by its definition, not by the module that makes it."""
    body = bytes.fromhex(PARTICIPATION.replace("-", "")) + pin + pass_hash + receipt
    check = hashlib.sha256(b"ics-receipt-code-v1|" + body).digest()[:5]
    code = "ics-receipt-v1." + b64url(body + check)
    return {
        "participation": PARTICIPATION,
        "pin": b64url(pin),
        "pass_hash": b64url(pass_hash),
        "receipt": b64url(receipt),
        "text": code,
        "pasted": [f"  {code}\n", f"{code[:60]}\r\n{code[60:120]}\n\t{code[120:]}"],
        "refused": protocol_refusals.receipt_codes(code),
    }


def build() -> dict[str, Any]:
    """The whole file as a value."""
    key = issuer_key()
    passes, agreed, code = pass_section(key), manifest_section(key), code_section()
    sealing = seal_section(bytes.fromhex(agreed["pin"]), bytes.fromhex(passes["pass_hash"]))
    given = {name: bytes.fromhex(passes[name]) for name in ("pass_hash", "blinded_msg", "input_msg", "sig")}
    check_in = {
        "participation": PARTICIPATION,
        "code": code["valid"][0]["canonical"],
        "blinded": b64url(given["blinded_msg"]),
    }
    submission = {
        "participation": PARTICIPATION,
        "message": b64url(given["input_msg"]),
        "signature": b64url(given["sig"]),
        "sealed": b64url(bytes.fromhex(sealing["sealed"])),
    }
    receipt = bytes.fromhex(sealing["receipt"])
    return {
        "about": "Made by make_protocol_vectors.py; explained in docs/protocol.md. Bytes are hex.",
        "base64url": protocol_refusals.base64url(fixed("base64url", 5)),
        "codes": code,
        "pass": passes,
        "manifest": agreed,
        "sealing": sealing,
        "record": record_section(agreed["text"], pass_hash=given["pass_hash"], receipt=receipt),
        "receipt_code": receipt_code_section(
            bytes.fromhex(agreed["pin"]), pass_hash=given["pass_hash"], receipt=receipt
        ),
        "requests": {
            "POST /v1/passes": canonical_json(check_in).decode(),
            "POST /v1/responses": canonical_json(submission).decode(),
        },
    }


def text() -> str:
    """The file's exact text."""
    return json.dumps(build(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
