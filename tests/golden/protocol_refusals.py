"""What every reader must refuse, as examples beside the accepted ones in protocol_vectors.json."""

import json
from typing import Any

from survey_core.encoding import b64url
from survey_core.passes.pss import emsa_pss_encode
from survey_core.passes.signer import IssuerKey
from survey_core.passes.suite import MODULUS_BITS
from survey_core.sealing.plaintext import Answers

N_PADDED = 576


def base64url(data: bytes) -> dict[str, Any]:
    """Canonical spellings and everything near them."""
    one, two = b64url(data[:1]), b64url(data[:2])
    return {
        "valid": [{"bytes": data[:n].hex(), "text": b64url(data[:n])} for n in range(6)]
        + [{"bytes": "fbff", "text": "-_8"}],
        "refused": [
            {"why": "padding", "text": b64url(data) + "="},
            {"why": "standard alphabet", "text": "+/8"},
            {"why": "impossible length", "text": "A"},
            {"why": "unused bits set after one byte", "text": one[0] + _next_symbol(one[1])},
            {"why": "unused bits set after two bytes", "text": two[:2] + _next_symbol(two[2])},
            {"why": "blank", "text": b64url(data) + " "},
            {"why": "line end", "text": b64url(data) + "\n"},
            {"why": "letter beyond ASCII", "text": "Aé"},
        ],
    }


def _next_symbol(symbol: str) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return alphabet[alphabet.index(symbol) + 1]


def codes(code: str) -> list[dict[str, str]]:
    """Mistyped codes."""
    other = "2" if code[3] != "2" else "3"
    return [
        {"why": "one symbol short", "typed": code[:-1]},
        {"why": "one symbol more", "typed": code + "0"},
        {"why": "a wrong symbol", "typed": code[:3] + other + code[4:]},
        {"why": "two neighbours swapped", "typed": _swap(code)},
        {"why": "U is no symbol", "typed": "U" + code[1:]},
        {"why": "punctuation", "typed": code[:4] + "." + code[4:]},
        {"why": "empty", "typed": ""},
    ]


def _swap(code: str) -> str:
    """Swap the first two neighbours whose values differ modulo 31."""
    i = next(i for i in range(18) if code[i] != code[i + 1] and {code[i], code[i + 1]} != {"0", "Z"})
    return code[:i] + code[i + 1] + code[i] + code[i + 2 :]


def passes(key: IssuerKey, *, input_msg: bytes, sig: bytes) -> list[dict[str, str]]:
    """Presented passes that must not verify, and blinded messages that must not be signed."""
    short_salt = _raw_sign(key, emsa_pss_encode(input_msg, em_bits=MODULUS_BITS - 1, salt=bytes(32)))
    no_salt = _raw_sign(key, emsa_pss_encode(input_msg, em_bits=MODULUS_BITS - 1, salt=b""))
    beyond = int.from_bytes(sig, "big") + key.n
    presented = {
        "changed signature": (input_msg, sig[:-1] + bytes([sig[-1] ^ 1])),
        "changed message": (input_msg[:-1] + bytes([input_msg[-1] ^ 1]), sig),
        "salt of 32 bytes": (input_msg, short_salt),
        "no salt": (input_msg, no_salt),
        "a byte more": (input_msg, b"\x00" + sig),
        "signature plus n, as long as it needs": (input_msg, beyond.to_bytes(385, "big")),
    }
    blinded = {"zero": 0, "one": 1, "n - 1": key.n - 1, "n": key.n}
    return [
        {"why": why, "message": message.hex(), "signature": signature.hex()}
        for why, (message, signature) in presented.items()
    ] + [{"why": f"blinded message is {why}", "blinded_msg": f"{x:0768x}"} for why, x in blinded.items()]


def _raw_sign(key: IssuerKey, encoded: bytes) -> bytes:
    return key.sign_blinded(encoded)


def manifests(data: bytes) -> list[dict[str, str]]:
    """Manifests a client must refuse, each one change away from the good one."""
    text, fields = data.decode(), json.loads(data)

    def changed(**change: Any) -> str:
        return _compact({**fields, **change})

    without_k = {name: value for name, value in fields.items() if name != "k"}
    refused = {
        "unknown field": changed(note="hello"),
        "missing field": _compact(without_k),
        "repeated field": text.replace('"k":5', '"k":5,"k":5'),
        "blank": text.replace('"k":5', '"k": 5'),
        "other order": json.dumps(dict(reversed(fields.items())), separators=(",", ":")),
        "escaped letter": text.replace('"cards"', '"\\u0063ards"'),
        "float": text.replace('"k":5', '"k":5.0'),
        "text for a number": changed(k="5"),
        "boolean": changed(v=True),
        "null": changed(subgroup_tables=None),
        "line end": text + "\n",
        "smaller k": changed(k=4),
        "other suite": changed(suites={**fields["suites"], "pass": "RSABSSA-SHA384-PSSZERO-Randomized"}),
        "third suite": changed(suites={**fields["suites"], "sign": "none"}),
        "unknown custody": changed(custody="cloud"),
        "local time": changed(opens_at="2026-11-23T07:00:00+01:00"),
        "a day that does not exist": changed(opens_at="2026-02-30T07:00:00Z"),
        "opens after it closes": changed(opens_at="2027-11-23T07:00:00Z"),
        "too many replacements": changed(replacement_cap=4),
        "short modulus": changed(issuer_public_key=fields["issuer_public_key"][:-4]),
        "compressed point": changed(sealing_public_key=b64url(b"\x02" + bytes(64))),
        "key not canonical": changed(sealing_public_key=fields["sealing_public_key"] + "="),
        "upper-case id": changed(participation=fields["participation"].upper()),
        "unknown access": changed(access="anyone"),
    }
    return [{"why": why, "text": bad} for why, bad in refused.items()]


def unit_manifests(data: bytes) -> list[dict[str, str]]:
    """Manifests of a reporting unit with subgroup tables, each one change away from the good one."""
    fields = json.loads(data)
    tables, schools = fields["subgroup_tables"], fields["schools"]
    many = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(51)]
    lists = {
        "three tables": {"subgroup_tables": [*tables, "third"]},
        "a table twice": {"subgroup_tables": [tables[0], tables[0]]},
        "an empty table id": {"subgroup_tables": [""]},
        "a sentence as table id": {"subgroup_tables": ["not an id"]},
        "a table id longer than 64": {"subgroup_tables": ["x" * 65]},
        "a number as table id": {"subgroup_tables": [1]},
        "tables as text": {"subgroup_tables": tables[0]},
        "unsorted schools": {"schools": schools[::-1]},
        "a school twice": {"schools": [schools[0], *schools]},
        "a unit of one school": {"schools": schools[:1]},
        "a unit of no school": {"schools": []},
        "fifty-one schools": {"schools": many},
        "upper-case school id": {"schools": [school.upper() for school in schools]},
        "schools as text": {"schools": schools[0]},
        "schools null": {"schools": None},
    }
    return [{"why": why, "text": _compact({**fields, **change})} for why, change in lists.items()]


def other_spellings(answers: Answers) -> list[dict[str, str]]:
    """Plaintexts that mean the same although another client writes them differently."""
    document = _plaintext(answers)
    spellings = {
        "any order of keys": json.dumps(document, separators=(",", ":")),
        "blanks between tokens": json.dumps(document),
        "escaped letters": _compact(document).replace('"es"', '"\\u0065s"'),
    }
    return [{"why": why, "text": text.ljust(N_PADDED)} for why, text in spellings.items()]


def plaintexts(answers: Answers) -> list[dict[str, str]]:
    """Opened responses that are counted as malformed. The text includes the padding."""
    document = _plaintext(answers)
    text = _compact(document)

    def changed(**change: Any) -> str:
        return _compact({**document, **change})

    refused = {
        "unknown key": changed(note="hello"),
        "missing key": _compact({key: value for key, value in document.items() if key != "background"}),
        "repeated key": text.replace('"v":1', '"v":1,"v":1'),
        "repeated item": text.replace('"tp1":4', '"tp1":4,"tp1":5'),
        "number as text": changed(answers={"tp1": "4"}),
        "fraction": text.replace('"tp1":4', '"tp1":4.0'),
        "boolean": changed(answers={"tp1": True}),
        "null": changed(answers={"tp1": None}),
        "list of answers": changed(answers=[4, 6, 1]),
        "routing as number": changed(routing={"meets_in_team": 1}),
        "other version": changed(v=2),
        "version as boolean": changed(v=True),
        "short r": changed(r=b64url(answers.r[:31])),
        "padded r": changed(r=b64url(answers.r) + "="),
        "r as number": changed(r=7),
        "language as sentence": changed(language="not a tag"),
        "an array": "[]",
        "empty": "",
        "blank before": " " + text,
        "two documents": text + text,
        "not a number": text.replace('"tp1":4', '"tp1":NaN'),
    }
    padded = [{"why": why, "text": bad.ljust(N_PADDED)} for why, bad in refused.items()]
    return [
        *padded,
        {"why": "padded with line ends", "text": text.ljust(N_PADDED, "\n")},
        {"why": "padded with zero bytes", "text": text.ljust(N_PADDED, "\x00")},
    ]


def records(data: bytes) -> list[dict[str, str]]:
    """Records that contradict themselves."""
    fields = json.loads(data)
    hashes, kept = fields["pass_hashes"], fields["receipts"]

    def changed(**change: Any) -> str:
        return _compact({**fields, **change})

    injected = sorted([*hashes, b64url(bytes(32))])
    refused = {
        "injected pass hash": changed(pass_hashes=injected),
        "injected row and counts beyond the passes issued": changed(
            pass_hashes=sorted([*injected, b64url(b"\x01" * 32)]),
            receipts=sorted([*kept, b64url(bytes(32)), b64url(b"\x01" * 32)]),
            redeemed=5,
        ),
        "dropped receipt": changed(receipts=kept[:-1]),
        "unsorted": changed(pass_hashes=hashes[::-1]),
        "repeated": changed(pass_hashes=[hashes[0], hashes[0], hashes[2]]),
        "more issued than allowed": changed(issued=44),
        "more replacements than the manifest allows": changed(replacements=4),
        "unknown field": changed(district="x"),
        "blank": data.decode() + " ",
        "negative count": changed(keyed=-1),
        "fewer than no response rejected": changed(
            rejected=-1, receipts=sorted([*kept, b64url(bytes(32)), b64url(b"\x01" * 32)])
        ),
        "fewer than no replacement": changed(replacements=-1),
    }
    return [{"why": why, "text": bad} for why, bad in refused.items()]


def receipt_codes(code: str) -> list[dict[str, str]]:
    """Receipt codes that were cut off, mistyped, or are something else."""
    wrong = "A" if code[40] != "A" else "B"
    refused = {
        "cut off at its end": code[:-1],
        "cut off by four": code[:-4],
        "cut off at its beginning": code[1:],
        "without its name": code.partition(".")[2],
        "another version": code.replace("-v1.", "-v2."),
        "a wrong symbol": code[:40] + wrong + code[41:],
        "a wrong last symbol": code[:-1] + ("A" if code[-1] != "A" else "B"),
        "something after it": code + "AAAA",
        "padding": code + "=",
        "twice": code + code,
        "empty": "",
        "a link": f"https://survey.test/#{code}",
    }
    return [{"why": why, "typed": bad} for why, bad in refused.items()]


def _plaintext(answers: Answers) -> dict[str, Any]:
    return {
        "v": 1,
        "r": b64url(answers.r),
        "answers": dict(answers.answers),
        "routing": dict(answers.routing),
        "background": dict(answers.background),
        "language": answers.language,
    }


def _compact(document: Any) -> str:
    return json.dumps(document, sort_keys=True, separators=(",", ":"))
