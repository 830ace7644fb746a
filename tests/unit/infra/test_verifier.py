"""The standalone verifier: it needs nothing of ours, and agrees with our own reading of every record."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.verify import throughline_verify as standalone
from survey_core.encoding import b64url
from survey_core.sealing.record import build_record, record_bytes
from survey_core.sealing.verify import OwnReceipt, verify_record
from survey_core.sealing.words import check_words
from tests.golden.vectors import protocol_vectors, refused

VECTORS = protocol_vectors()
MANIFEST = VECTORS["manifest"]["text"].encode()
PIN = bytes.fromhex(VECTORS["manifest"]["pin"])
RECORD = VECTORS["record"]["text"].encode()
PROGRAM = Path(standalone.__file__)
POSTER = f"https://survey.example/survey/#v=1&p={VECTORS['codes']['participation']}&pin={b64url(PIN)}"


def a_record(n: int = 10, *, manifest: bytes = MANIFEST, **change: Any) -> bytes:
    counts = {"eligible": 42, "issued": n, "replacements": 0, "keyed": 0, "rejected": 0}
    lists = {
        "pass_hashes": [bytes([i]) * 32 for i in range(n)],
        "receipts": [bytes([100 + i]) * 32 for i in range(n)],
    }
    return record_bytes(build_record(manifest, **{**counts, **lists, **change}))


def edited(data: bytes, **change: Any) -> bytes:
    return json.dumps(json.loads(data) | change, sort_keys=True, separators=(",", ":")).encode()


def problems(data: bytes, **known: Any) -> list[str]:
    try:
        return standalone.check(data, **known).problems
    except standalone.Unusable as error:
        return [str(error)]


def receipt(i: int, *, pin: bytes = PIN) -> dict[str, str]:
    return {
        "participation": VECTORS["codes"]["participation"],
        "pin": b64url(pin),
        "pass_hash": b64url(bytes([i]) * 32),
        "receipt": b64url(bytes([100 + i]) * 32),
    }


def run(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """The program as a union would run it: copied, alone in a folder, without our packages on the path."""
    copy = shutil.copy(PROGRAM, cwd / "verify.py")
    command = [sys.executable, "-I", str(copy), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own program


def test_it_imports_the_standard_library_and_cryptography_only() -> None:
    found = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(PROGRAM.read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert found - set(sys.stdlib_module_names) == {"cryptography"}


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["record"]["refused"], "text"))
def test_a_record_that_contradicts_itself_is_flagged(why: str, text: str) -> None:
    assert problems(text.encode()), why


@pytest.mark.parametrize(("why", "text"), refused(VECTORS["manifest"]["refused"], "text"))
def test_a_manifest_that_phones_refuse_is_refused(why: str, text: str) -> None:
    with pytest.raises(standalone.Unusable):
        standalone.read_manifest(text.encode())
    assert why


def test_an_injected_row_is_flagged() -> None:
    honest = a_record(10, issued=10)
    row, made_up = b64url(b"\xfe" * 32), b64url(b"\xfd" * 32)
    document = json.loads(honest)
    stuffed = edited(
        honest,
        pass_hashes=sorted([*document["pass_hashes"], row]),
        receipts=sorted([*document["receipts"], made_up]),
        redeemed=11,
    )

    assert problems(honest, unspent_cards=32) == []
    assert problems(stuffed) == ["more passes were used than issued"]
    assert problems(edited(stuffed, issued=11), unspent_cards=32) == [
        "more passes were issued than cards were used: responses were added"
    ]
    assert problems(edited(stuffed, issued=11)) == [], "that is why unused cards are counted"


def test_passes_that_nobody_used_are_told() -> None:
    # Whoever runs the server could have used them: no count of cards would show it.
    notes = standalone.check(a_record(10, issued=12), unspent_cards=30).notes

    assert any(note.startswith("2 passes were issued and not used") for note in notes)


def test_a_changed_or_dropped_response_is_flagged_by_its_own_phone() -> None:
    honest = a_record(10)
    document = json.loads(honest)
    mine = receipt(3)
    changed = edited(
        honest,
        receipts=sorted([r for r in document["receipts"] if r != mine["receipt"]] + [b64url(bytes(32))]),
    )
    dropped = edited(
        honest,
        pass_hashes=[one for one in document["pass_hashes"] if one != mine["pass_hash"]],
        receipts=[one for one in document["receipts"] if one != mine["receipt"]],
        redeemed=9,
    )

    assert problems(honest, receipts=[mine]) == []
    assert "changed or rejected" in problems(changed, receipts=[mine])[0]
    assert "missing" in problems(dropped, receipts=[mine])[0]
    assert "another manifest" in problems(honest, receipts=[receipt(3, pin=bytes(32))])[0]


def test_another_manifest_than_the_posters_is_flagged() -> None:
    assert problems(a_record(), pin=bytes(32)) == ["the manifest in the record is not the one on the poster"]


def test_a_corrected_number_makes_no_room_for_added_responses() -> None:
    assert problems(a_record(43, eligible=60))


def test_words_are_those_of_the_poster() -> None:
    assert standalone.check_words(PIN) == list(check_words(PIN))


@given(
    eligible=st.integers(0, 60),
    issued=st.integers(0, 60),
    replacements=st.integers(0, 5),
    keyed=st.integers(0, 12),
    n=st.integers(0, 50),
    rejected=st.integers(0, 5),
    unspent=st.none() | st.integers(0, 45),
    own=st.lists(st.integers(0, 55), max_size=3),
    access=st.sampled_from(["cards", "open", "email"]),
)
def test_it_finds_what_our_own_reading_finds(
    *,
    eligible: int,
    issued: int,
    replacements: int,
    keyed: int,
    n: int,
    rejected: int,
    unspent: int | None,
    own: list[int],
    access: str,
) -> None:
    rejected = min(rejected, n)
    data = a_record(
        n,
        manifest=MANIFEST.replace(b'"access":"cards"', f'"access":"{access}"'.encode()),
        eligible=eligible,
        issued=issued,
        replacements=replacements,
        keyed=keyed,
        rejected=rejected,
        receipts=[bytes([100 + i]) * 32 for i in range(n - rejected)],
    )
    pin = hashlib.sha256(json.loads(data)["manifest"].encode()).digest()
    kept = [
        OwnReceipt(
            participation=VECTORS["codes"]["participation"],
            pin=pin,
            pass_hash=bytes([i]) * 32,
            receipt=bytes([100 + i]) * 32,
        )
        for i in own
    ]

    ours = verify_record(data, pin=pin, own=kept, unspent_cards=unspent)
    theirs = problems(data, pin=pin, receipts=[receipt(i, pin=pin) for i in own], unspent_cards=unspent)

    assert len(theirs) == len(ours.problems)


def test_what_cannot_be_read_is_told_apart_from_what_is_wrong(tmp_path: Path) -> None:
    done = run("missing.json", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("cannot check: ")


def test_from_the_command_line_it_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(a_record(10))
    (tmp_path / "phone.json").write_text(json.dumps(receipt(11)))

    done = run("record.json", "--poster", POSTER, "--receipt", "phone.json", cwd=tmp_path)

    assert done.returncode == 1
    assert "PROBLEM: receipt 1: its response is missing" in done.stdout


def test_from_the_command_line_a_good_record_holds(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_bytes(RECORD)

    done = run("record.json", "--poster", POSTER, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing contradicts this record." in done.stdout
    assert " ".join(check_words(PIN)) in done.stdout
