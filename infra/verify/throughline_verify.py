"""Check a published record of a Throughline survey. One file; it needs Python 3.11 and `cryptography`.

Download the record (`GET /v1/participations/<id>/record`), take what you know from elsewhere, and compare:

    python throughline_verify.py record.json --poster 'https://.../survey/#v=1&p=...&pin=...' \
        --unspent-cards 3 --receipt phone1.json --receipt phone2.json

Exit code 0: nothing contradicts the record. 1: something does. 2: it could not be checked.
The format and every rule are written down in docs/record-format.md, so that you need not trust this program.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from cryptography.hazmat.primitives.asymmetric import ec, rsa

RECORD_COUNTS = ("eligible", "issued", "redeemed", "replacements", "keyed", "rejected")
RECORD_KEYS = {"v", "manifest", "pass_hashes", "receipts", *RECORD_COUNTS}
RECEIPT_KEYS = {"participation", "pin", "pass_hash", "receipt"}
HASH_BYTES = 32
MOST_INTEGER = 2**53 - 1

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TIME = "%Y-%m-%dT%H:%M:%SZ"
IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
SUITES = {
    "pass": "RSABSSA-SHA384-PSS-Randomized",  # nosec B105 - an algorithm, not a password
    "seal": "DHKEM-P256-HKDF-SHA256,HKDF-SHA256,AES-256-GCM",
}
#: Field of the manifest → the whole text must match.
PATTERNS = {
    "administration": UUID,
    "participation": UUID,
    "access": "cards|email|open|import",
    "release_mode": "sealed|rolling",
    "custody": "file",
    "instrument": r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*",
    "instrument_version": r"(?=.{1,32}$)(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}",
    "instrument_digest": "sha256:[0-9a-f]{64}",
}
#: Field of the manifest → lowest and highest value.
RANGES = {
    "v": (1, 1),
    "grace_hours": (0, 168),
    "eligible": (1, 100_000),
    "replacement_cap": (0, MOST_INTEGER),
    "k": (5, MOST_INTEGER),
    "sealed_length": (82, 65_536),
}
TIMES = ("opens_at", "closes_no_later_than")
OTHER = {"subgroup_tables", "issuer_public_key", "sealing_public_key", "suites"}
MANIFEST_KEYS = {*PATTERNS, *RANGES, *TIMES, *OTHER}
MOST_TABLES, MOST_SCHOOLS = 2, 50
RSA_BITS, RSA_EXPONENT = 3072, 65_537


class Unusable(Exception):
    """What was given is not what it should be; the message says what and where, and quotes nothing secret."""


@dataclass
class Report:
    """What the checks found.

    Attributes:
        facts: what the record says, for a reader.
        problems: what contradicts the rules or what you know; none means that the record holds.
        notes: what breaks no rule but is worth knowing.
    """

    facts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


# --- reading -----------------------------------------------------------------------------------------------


def read_canonical(data: bytes, *, what: str) -> dict[str, Any]:
    """Read JSON that may be spelled in one way only: keys sorted, no blanks, integers, no repeated key."""
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_unrepeated, parse_float=_no, parse_constant=_no
        )
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError):
        raise Unusable(f"{what}: not JSON as it should be (UTF-8, no repeated key, whole numbers)") from None
    if again != data or not isinstance(value, dict) or not _plain(value):
        raise Unusable(f"{what}: not in its one canonical spelling; was it opened and saved by an editor?")
    return value


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _no(_text: str) -> NoReturn:
    raise ValueError


def _plain(value: Any) -> bool:
    """Only objects with ASCII keys, arrays, texts and whole numbers that every reader keeps exactly."""
    if isinstance(value, dict):
        return all(key.isascii() and _plain(member) for key, member in value.items())
    if isinstance(value, list):
        return all(map(_plain, value))
    return isinstance(value, str) or (type(value) is int and abs(value) <= MOST_INTEGER)


def unb64url(text: Any, *, what: str, length: int | None = None) -> bytes:
    """Decode base64url without padding, in its one spelling."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise Unusable(f"{what}: not base64url") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise Unusable(f"{what}: not the one spelling of base64url")
    if length is not None and len(data) != length:
        raise Unusable(f"{what}: {len(data)} bytes where {length} belong")
    return data


def _keys(found: dict[str, Any], wanted: set[str], *, what: str) -> None:
    if found.keys() != wanted:
        wrong = ", ".join(sorted(found.keys() ^ wanted))
        raise Unusable(f"{what}: missing or unknown fields: {wrong}")


# --- the manifest ------------------------------------------------------------------------------------------


def read_manifest(data: bytes) -> dict[str, Any]:
    """Read a manifest; `schools` is there only where several were joined."""
    manifest = read_canonical(data, what="manifest")
    _keys(manifest, MANIFEST_KEYS | ({"schools"} & manifest.keys()), what="manifest")
    for name, pattern in PATTERNS.items():
        if not isinstance(manifest[name], str) or not re.fullmatch(pattern, manifest[name], re.ASCII):
            raise Unusable(f"manifest: {name} is not what it may be")
    for name, (low, high) in RANGES.items():
        if type(manifest[name]) is not int or not low <= manifest[name] <= high:
            raise Unusable(f"manifest: {name} must be a whole number from {low} to {high}")
    if manifest["suites"] != SUITES:
        raise Unusable("manifest: suites must be the two that exist")
    _check_times(manifest)
    _check_lists(manifest)
    _check_public_keys(manifest)
    if manifest["replacement_cap"] > max(2, -(-manifest["eligible"] * 5 // 100)):
        raise Unusable("manifest: replacement_cap is above max(2, 5 % of eligible)")
    return manifest


def _check_times(manifest: dict[str, Any]) -> None:
    for name in TIMES:
        try:
            moment = datetime.strptime(manifest[name], TIME).replace(tzinfo=UTC)
        except (TypeError, ValueError):
            raise Unusable(f"manifest: {name} must look like 2026-11-21T08:00:00Z") from None
        if moment.strftime(TIME) != manifest[name]:
            raise Unusable(f"manifest: {name} must look like 2026-11-21T08:00:00Z")
    if manifest["opens_at"] >= manifest["closes_no_later_than"]:
        raise Unusable("manifest: it closes before it opens")


def _check_lists(manifest: dict[str, Any]) -> None:
    tables = manifest["subgroup_tables"]
    _check_texts(tables, pattern=IDENTIFIER, n_at_least=0, n_at_most=MOST_TABLES, what="subgroup_tables")
    if "schools" in manifest:
        schools = manifest["schools"]
        _check_texts(schools, pattern=UUID, n_at_least=2, n_at_most=MOST_SCHOOLS, what="schools")
        if schools != sorted(schools):
            raise Unusable("manifest: schools must be sorted")


def _check_texts(values: Any, *, pattern: str, n_at_least: int, n_at_most: int, what: str) -> None:
    if not isinstance(values, list) or not n_at_least <= len(values) <= n_at_most:
        raise Unusable(f"manifest: {what} must be a list of {n_at_least} to {n_at_most}")
    if not all(isinstance(one, str) and re.fullmatch(pattern, one, re.ASCII) for one in values):
        raise Unusable(f"manifest: {what} holds something that is no id")
    if len(set(values)) != len(values):
        raise Unusable(f"manifest: {what} names one twice")


def _check_public_keys(manifest: dict[str, Any]) -> None:
    """The two public keys must be real keys of the sizes promised."""
    n = unb64url(manifest["issuer_public_key"], what="manifest: issuer_public_key", length=RSA_BITS // 8)
    point = unb64url(manifest["sealing_public_key"], what="manifest: sealing_public_key", length=65)
    modulus = int.from_bytes(n, "big")
    try:
        key = rsa.RSAPublicNumbers(RSA_EXPONENT, modulus).public_key()
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise Unusable("manifest: a public key is no key of its kind") from None
    if key.key_size != RSA_BITS or not modulus & 1:
        raise Unusable(f"manifest: the issuer's key must be an odd modulus of {RSA_BITS} bits")


# --- the record --------------------------------------------------------------------------------------------


def read_record(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a record and the manifest in it."""
    record = read_canonical(data, what="record")
    _keys(record, RECORD_KEYS, what="record")
    if record["v"] != 1:
        raise Unusable("record: this program knows version 1 only")
    for name in RECORD_COUNTS:
        if type(record[name]) is not int or record[name] < 0:
            raise Unusable(f"record: {name} must be a count")
    for name in ("pass_hashes", "receipts"):
        if not isinstance(record[name], list):
            raise Unusable(f"record: {name} must be a list")
        for value in record[name]:
            unb64url(value, what=f"record: {name}", length=HASH_BYTES)
    if not isinstance(record["manifest"], str):
        raise Unusable("record: manifest must be a text")
    return record, read_manifest(record["manifest"].encode("utf-8"))


def check(
    data: bytes,
    *,
    pin: bytes | None = None,
    receipts: Iterable[dict[str, Any]] = (),
    unspent_cards: int | None = None,
) -> Report:
    """Compare a record with its own rules and with what is known from elsewhere.

    Args:
        data: the record's bytes, exactly as downloaded.
        pin: 32 bytes from a poster.
        receipts: what phones kept: participation, pin, pass_hash, receipt.
        unspent_cards: cards left over after the window, counted by people.

    Raises:
        Unusable: the record or a receipt cannot be read; that is a contradiction too.
    """
    record, manifest = read_record(data)
    own_pin = hashlib.sha256(record["manifest"].encode("utf-8")).digest()
    report = Report(facts=_facts(record, manifest, pin=own_pin), notes=_notes(record, manifest))
    report.problems += _rule_problems(record, manifest)
    if pin is not None and pin != own_pin:
        report.problems.append("the manifest in the record is not the one on the poster")
    report.problems += _receipt_problems(record, receipts, pin=own_pin)
    _count_cards(record, manifest, unspent_cards, report=report)
    return report


def _most_responses(record: dict[str, Any], manifest: dict[str, Any]) -> int:
    if manifest["access"] == "open":
        return int(-(-record["eligible"] * 11 // 10))
    return int(min(record["eligible"], manifest["eligible"]) + record["replacements"])


def _rule_problems(record: dict[str, Any], manifest: dict[str, Any]) -> list[str]:
    passes, receipts = record["pass_hashes"], record["receipts"]
    most = _most_responses(record, manifest)
    rules = {
        "a list is not sorted: a place in it could tell something": (
            passes != sorted(passes) or receipts != sorted(receipts)
        ),
        "a pass is listed twice": len(set(passes)) != len(passes),
        "there is not one pass hash for each used pass": len(passes) != record["redeemed"],
        "there is not one receipt for each response that was not rejected": (
            len(receipts) != record["redeemed"] - record["rejected"]
        ),
        "more passes were used than issued": record["redeemed"] > record["issued"],
        "more passes were issued than people, replacements and paper forms allow": (
            record["issued"] > most + record["keyed"]
        ),
        "more responses than people and replacements": record["redeemed"] > most,
        "more replacements than the manifest allows": record["replacements"] > manifest["replacement_cap"],
        "more paper forms than used passes": record["keyed"] > record["redeemed"],
    }
    return [problem for problem, broken in rules.items() if broken]


def _receipt_problems(record: dict[str, Any], receipts: Iterable[dict[str, Any]], *, pin: bytes) -> list[str]:
    problems = []
    for number, mine in enumerate(receipts, start=1):
        _keys(mine, RECEIPT_KEYS, what=f"receipt {number}")
        if unb64url(mine["pin"], what=f"receipt {number}", length=HASH_BYTES) != pin:
            problems.append(f"receipt {number}: it belongs to another manifest than this record's")
        elif mine["pass_hash"] not in record["pass_hashes"]:
            problems.append(f"receipt {number}: its response is missing, although the server took it")
        elif mine["receipt"] not in record["receipts"]:
            problems.append(f"receipt {number}: its response was changed or rejected")
    return problems


def _count_cards(
    record: dict[str, Any], manifest: dict[str, Any], unspent: int | None, *, report: Report
) -> None:
    """Only a count of the cards nobody used can show that no response was added."""
    room = _most_responses(record, manifest) + record["keyed"] - record["issued"]
    if unspent is None and room > 0:
        report.notes.append(
            f"{room} more could have answered. Without a count of the unused cards nobody can tell whether"
            " responses were added: count them, and give --unspent-cards"
        )
    if unspent is not None and room < unspent:
        report.problems.append("more passes were issued than cards were used: responses were added")


def _notes(record: dict[str, Any], manifest: dict[str, Any]) -> list[str]:
    facts = {
        f"the number of people was corrected from {manifest['eligible']} to {record['eligible']}": (
            record["eligible"] != manifest["eligible"]
        ),
        f"{record['rejected']} responses could not be opened to valid answers": record["rejected"] > 0,
        "access was open: one response a person was not enforced": manifest["access"] == "open",
        f"{record['issued'] - record['redeemed']} passes were issued and not used: as many responses could"
        " have been added by whoever runs the server; ask who checked in without answering": (
            record["issued"] > record["redeemed"]
        ),
    }
    return [note for note, holds in facts.items() if holds]


def _facts(record: dict[str, Any], manifest: dict[str, Any], *, pin: bytes) -> list[str]:
    return [
        f"participation   {manifest['participation']}",
        f"instrument      {manifest['instrument']} {manifest['instrument_version']}",
        f"check words     {' '.join(check_words(pin))}   (compare with the poster)",
        f"people          {record['eligible']}, replacement codes {record['replacements']}",
        f"passes          {record['issued']} issued, {record['redeemed']} used, {record['keyed']} from paper",
        f"responses       {len(record['receipts'])} counted, {record['rejected']} rejected",
    ]


def check_words(pin: bytes) -> list[str]:
    """The pin's first 66 bits as six words: consonant, vowel, consonant, vowel of 4 + 2 + 3 + 2 bits each."""
    bits = int.from_bytes(pin, "big") >> 190
    parts = [bits >> shift & 0x7FF for shift in range(55, -1, -11)]
    return [
        "bcdfgjklmnrstvwz"[part >> 7] + "aeio"[part >> 5 & 3] + "bdlmrsvw"[part >> 2 & 7] + "aeio"[part & 3]
        for part in parts
    ]


# --- from the command line ---------------------------------------------------------------------------------


def pin_of_poster(text: str) -> bytes:
    """The pin in a poster's address (`pin=` behind the #), or the pin alone."""
    found = re.search(r"[#&]pin=([\w-]+)", text)
    return unb64url(found[1] if found else text.strip(), what="--poster", length=HASH_BYTES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what the command line names; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        pin = None if options.poster is None else pin_of_poster(options.poster)
        receipts = [json.loads(Path(path).read_text(encoding="utf-8")) for path in options.receipt]
        data = Path(options.record).read_bytes()
    except (OSError, ValueError, Unusable) as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    try:
        report = check(data, pin=pin, receipts=receipts, unspent_cards=options.unspent_cards)
    except Unusable as error:
        report = Report(problems=[str(error)])
    for title, lines in (("", report.facts), ("Note: ", report.notes), ("PROBLEM: ", report.problems)):
        for line in lines:
            print(f"{title}{line}")
    print("Something is wrong." if report.problems else "Nothing contradicts this record.")
    return 1 if report.problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Check a published record of a survey.")
    parser.add_argument("record", help="file with the record, exactly as downloaded")
    parser.add_argument("--poster", help="the poster's address, or its pin")
    parser.add_argument("--unspent-cards", type=int, metavar="N", help="cards nobody used, as counted")
    parser.add_argument("--receipt", action="append", default=[], metavar="FILE", help="kept by a phone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
