"""After the close: "is mine counted?" in every outcome."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from survey_core.encoding import b64url, unb64url
from survey_core.sealing.canonical import canonical_json
from survey_core.sealing.receipt_codes import read_receipt_code
from survey_core.sealing.record import parse_record
from survey_core.sealing.verify import OwnReceipt, own_outcome
from tests.e2e.wave import Wave

Journey = Callable[..., dict[str, Any]]

_OTHER = b64url(bytes(32))
_PROFILES = "SELECT count(*) AS n FROM profiles WHERE participation_id = $1"
_VERIFIER = Path(__file__).parent.parent.parent / "infra" / "verify" / "throughline_verify.py"


def _record(wave: Wave) -> bytes:
    return httpx.get(f"{wave.stack.base_url}/v1/participations/{wave.participation}/record").content


def _swapped(data: bytes, *, field: str, entry: bytes) -> str:
    """The record as an operator would change it: another entry in place of one, sorted, all counts right."""
    record = json.loads(data)
    record[field] = sorted([_OTHER, *(one for one in record[field] if one != b64url(entry))])
    return canonical_json(record).decode()


def _verified(directory: Path, record: str, receipt: str) -> str:
    """What the stand-alone program says of the file that the page saved."""
    paths = [directory / "record.json", directory / "receipt.json"]
    for path, text in zip(paths, (record, receipt), strict=True):
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, str(_VERIFIER), str(paths[0]), "--receipt", str(paths[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    return {0: "counted", 1: "contradicted"}.get(done.returncode, done.stderr)


def test_a_phone_is_told_what_became_of_its_response(wave: Wave, journey: Journey, tmp_path: Path) -> None:
    origin = wave.stack.base_url
    journey("keyboard", **wave.facts(0))
    journey("told", origin=origin, record=None, state="unreachable", verdict="The list cannot be read now")
    shown = {
        "poster": wave.poster,
        "school": wave.school,
        "factors": [factor.title["en"] for factor in wave.instrument.factors],
    }
    journey("report", origin=origin, **shown, out=False)
    wave.fill(range(1, 36))
    wave.close()
    journey("report", origin=origin, **shown, out=True)
    journey("report", origin=origin, profile=str(tmp_path / "passer-by"), **shown, out=True)
    assert [int(row["n"]) for row in wave.rows(_PROFILES)] == [1]
    counted = "Counted. Your answers are in the results"
    found = journey("counted", origin=origin, poster=wave.poster, verdict=counted)
    own = read_receipt_code(found["code"])
    kept = json.loads(found["saved"])
    assert own == OwnReceipt(
        kept["participation"], *(unb64url(kept[name]) for name in ("pin", "pass_hash", "receipt"))
    )

    good = _record(wave)
    assert own_outcome(parse_record(good), own) == "counted"
    changed = _swapped(good, field="receipts", entry=own.receipt)
    dropped = _swapped(good, field="pass_hashes", entry=own.pass_hash)
    contradictory = good.decode().replace('"redeemed":36', '"redeemed":35')
    assert own_outcome(parse_record(changed.encode()), own) == "changed_or_rejected"
    assert own_outcome(parse_record(dropped.encode()), own) == "missing"
    journey("told", origin=origin, record=changed, state="changed", verdict="Changed or rejected.")
    journey(
        "told",
        origin=origin,
        record=dropped,
        state="dropped",
        verdict="Missing. Your pass is not on the list",
    )
    journey(
        "told", origin=origin, record=contradictory, state="damaged", verdict="The list contradicts itself"
    )

    assert [_verified(tmp_path, record, found["saved"]) for record in (good.decode(), changed, dropped)] == [
        "counted",
        "contradicted",
        "contradicted",
    ]

    elsewhere = {"profile": str(tmp_path / "another phone"), "origin": origin}
    journey("elsewhere", **elsewhere, code=found["code"], saved=found["saved"], verdict="Contadas.")
    journey("erased", origin=origin)
