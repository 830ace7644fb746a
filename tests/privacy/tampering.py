"""A published record changed in every way that would change the result; do the verifiers say so?

There are two: the clients' own, and the program in one file that shares no code with it.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from infra.verify import throughline_verify as program
from survey_core.encoding import b64url
from survey_core.sealing.canonical import canonical_json
from survey_core.sealing.verify import OwnReceipt, verify_record

Document = dict[str, Any]


@dataclass(frozen=True)
class Checks:
    """What the verifier said.

    Attributes:
        honest_holds: whether the untouched record passes both, with poster, phones and cards at hand.
        noticed: by change: whether both verifiers named a problem.
    """

    honest_holds: bool
    noticed: Sequence[tuple[str, bool]]


def tampered_records(
    record: bytes, *, pin: bytes, phones: Sequence[OwnReceipt], unspent_cards: int
) -> Checks:
    """Change a record and verify it each time, twice.

    Args:
        record: as published.
        pin: from the poster.
        phones: what the honest kept.
        unspent_cards: counted by people after the window.

    Returns:
        What was noticed.
    """

    receipts = [
        {name: value if isinstance(value, str) else b64url(value) for name, value in asdict(phone).items()}
        for phone in phones
    ]

    def verdicts(data: bytes) -> tuple[bool, bool]:
        """Whether the record holds, by the clients' verifier and by the program."""
        ours = verify_record(data, pin=pin, own=phones, unspent_cards=unspent_cards).holds
        try:
            report = program.check(data, pin=pin, receipts=receipts, unspent_cards=unspent_cards)
        except program.Unusable:
            return ours, False
        return ours, not report.problems

    changed = [(name, canonical_json(each)) for name, each in _changes(orjson.loads(record), phones)]
    changed.append(("record of another spelling", record + b"\n"))
    noticed = [(name, not any(verdicts(data))) for name, data in changed]
    return Checks(honest_holds=all(verdicts(record)), noticed=noticed)


def _changes(record: Document, phones: Sequence[OwnReceipt]) -> Iterator[tuple[str, Document]]:
    extra = b64url(secrets.token_bytes(32))
    with_pass, with_receipt = sorted([*record["pass_hashes"], extra]), sorted([*record["receipts"], extra])
    injected = {"pass_hashes": with_pass, "receipts": with_receipt, "redeemed": record["redeemed"] + 1}
    yield "injected row", record | injected
    yield "injected row with a pass of its own", record | injected | {"issued": record["issued"] + 1}
    yield "receipt beside the passes", record | {"receipts": with_receipt}
    yield (
        "a pass listed twice",
        record | injected | {"pass_hashes": sorted([*record["pass_hashes"], *record["pass_hashes"][:1]])},
    )
    yield "lists not sorted", record | {"pass_hashes": record["pass_hashes"][::-1]}
    yield "more replacements than allowed", record | {"replacements": 3}
    counted = f'"eligible":{record["eligible"]},'
    yield "another manifest", record | {"manifest": record["manifest"].replace(counted, '"eligible":40,')}
    for phone in phones:
        rest = [each for each in record["receipts"] if each != b64url(phone.receipt)]
        passes = [each for each in record["pass_hashes"] if each != b64url(phone.pass_hash)]
        yield "changed receipt", record | {"receipts": sorted([*rest, extra])}
        yield "receipt called rejected", record | {"receipts": rest, "rejected": record["rejected"] + 1}
        yield "dropped response", record | {"receipts": rest, "pass_hashes": passes, "redeemed": len(passes)}
        yield (
            "exchanged response",
            record | {"receipts": sorted([*rest, extra]), "pass_hashes": sorted([*passes, extra])},
        )
