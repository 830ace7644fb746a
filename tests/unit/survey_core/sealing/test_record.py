"""The published record: what it refuses, what it notices, and what a phone learns from it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from survey_core.encoding import b64url
from survey_core.sealing.errors import MalformedRecord
from survey_core.sealing.record import build_record, parse_record, record_bytes
from survey_core.sealing.verify import OwnReceipt, own_outcome, verify_record
from tests.golden.vectors import protocol_vectors, refused

VECTORS = protocol_vectors()
DATA = VECTORS["record"]["text"].encode()
MANIFEST = VECTORS["manifest"]["text"].encode()
OWN = OwnReceipt(
    participation=VECTORS["codes"]["participation"],
    pin=bytes.fromhex(VECTORS["manifest"]["pin"]),
    pass_hash=bytes.fromhex(VECTORS["pass"]["pass_hash"]),
    receipt=bytes.fromhex(VECTORS["sealing"]["receipt"]),
)


def a_record(n: int = 10, **change: Any) -> bytes:
    counts = {"eligible": 42, "issued": n, "replacements": 0, "keyed": 0, "rejected": 0}
    lists = {
        "pass_hashes": [bytes([i]) * 32 for i in range(n)],
        "receipts": [bytes([100 + i]) * 32 for i in range(n)],
    }
    return record_bytes(build_record(MANIFEST, **{**counts, **lists, **change}))


def edited(data: bytes, **change: Any) -> bytes:
    return json.dumps(
        {**json.loads(data), **change}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["record"]["refused"], "text"))
def test_a_record_that_contradicts_itself_is_flagged(why: str, text: str) -> None:
    assert not verify_record(text.encode()).holds, why


@pytest.mark.parametrize("name", sorted(json.loads(DATA)))
def test_every_field_is_required(name: str) -> None:
    fields = json.loads(DATA)
    del fields[name]
    with pytest.raises(MalformedRecord):
        parse_record(json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"pass_hashes": [bytes(32), bytes(32)], "receipts": [bytes(32)] * 2},
        {"pass_hashes": [bytes(31)], "receipts": [bytes(32)]},
        {"receipts": []},
        {"rejected": 1},
        {"rejected": 11, "receipts": []},
        {"issued": -1},
    ],
)
def test_a_release_cannot_publish_an_impossible_record(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedRecord):
        a_record(**change)


def test_a_manifest_that_is_none_is_refused() -> None:
    with pytest.raises(MalformedRecord):
        build_record(
            b"{}", eligible=1, issued=0, replacements=0, keyed=0, rejected=0, pass_hashes=[], receipts=[]
        )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"issued": 9}, "used than issued"),
        ({"issued": 43}, "issued than people"),
        ({"eligible": 60, "n": 43, "issued": 43}, "more responses than eligible"),
        ({"eligible": 9}, "more responses than eligible"),
        ({"replacements": 4}, "more replacements"),
        ({"keyed": 11}, "more paper forms"),
    ],
)
def test_counts_must_add_up(change: dict[str, int], problem: str) -> None:
    assert problem in " ".join(verify_record(a_record(**change)).problems)


def test_paper_forms_have_codes_of_their_own() -> None:
    assert verify_record(a_record(issued=45, keyed=3)).holds
    assert not verify_record(a_record(issued=46, keyed=3)).holds


def test_open_access_has_its_own_cap() -> None:
    manifest = MANIFEST.replace(b'"access":"cards"', b'"access":"open"')
    for issued, holds in ((47, True), (48, False)):
        data = record_bytes(
            build_record(
                manifest,
                eligible=42,
                issued=issued,
                replacements=0,
                keyed=0,
                rejected=0,
                pass_hashes=[],
                receipts=[],
            )
        )
        assert verify_record(data).holds == holds


def test_an_injected_row_is_flagged_by_the_unspent_cards() -> None:
    honest = a_record(10)
    stuffed = a_record(11)
    assert verify_record(honest, unspent_cards=32).holds
    assert verify_record(stuffed).holds  # all its counts fit: only the cards can tell
    assert "responses were added" in " ".join(verify_record(stuffed, unspent_cards=32).problems)


def test_a_changed_receipt_is_flagged_by_its_phone() -> None:
    fields = json.loads(DATA)
    receipts = sorted([b64url(bytes(32)), *(set(fields["receipts"]) - {b64url(OWN.receipt)})])
    changed = edited(DATA, receipts=receipts)
    assert verify_record(changed).holds
    assert "changed or rejected" in " ".join(verify_record(changed, own=[OWN]).problems)
    assert own_outcome(parse_record(changed), OWN) == "changed_or_rejected"


def test_a_dropped_response_is_flagged_by_its_phone() -> None:
    assert "missing" in " ".join(verify_record(a_record(), own=[OWN]).problems)


def test_another_manifest_is_flagged() -> None:
    assert "poster" in " ".join(verify_record(DATA, pin=bytes(32)).problems)
    other = replace(OWN, pin=bytes(32))
    assert "phone 2: its manifest" in " ".join(verify_record(DATA, own=[OWN, other]).problems)


def test_equal_receipts_do_not_stop_a_release() -> None:
    receipts = [bytes(32)] * 2 + [bytes([100 + i]) * 32 for i in range(8)]
    assert verify_record(a_record(receipts=receipts)).holds


def test_notes_tell_what_breaks_no_rule() -> None:
    notes = verify_record(
        a_record(eligible=43, rejected=1, receipts=[bytes([i]) * 32 for i in range(9)])
    ).notes
    assert len(notes) == 3
    assert verify_record(a_record(42), unspent_cards=0).notes == ()


def test_passes_that_nobody_used_are_told() -> None:
    # Whoever runs the server could have used them: no count of cards would show it.
    [note] = verify_record(a_record(issued=42), unspent_cards=0).notes
    assert note.startswith("32 passes were issued and not used")


def test_the_committed_record() -> None:
    record = parse_record(DATA)
    assert record_bytes(record) == DATA
    assert (record.issued, record.redeemed, record.rejected, len(record.receipts)) == (4, 3, 1, 2)
    verification = verify_record(DATA, pin=OWN.pin, own=[OWN], unspent_cards=39)
    assert verification.holds
    assert own_outcome(record, OWN) == "counted"
    assert record.manifest.encode() == MANIFEST
