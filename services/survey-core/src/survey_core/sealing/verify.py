"""Checking a published record against what people know: a poster, a phone, a pile of cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from survey_core.encoding import b64url
from survey_core.sealing.errors import MalformedRecord
from survey_core.sealing.manifest import Manifest, parse_manifest
from survey_core.sealing.manifest import pin as pin_of
from survey_core.sealing.record import Record, parse_record

#: Open access caps passes at 1.1 times eligible, rounded up; in tenths, to stay in integers.
_OPEN_CAP_TENTHS = 11

Outcome = Literal["counted", "changed_or_rejected", "missing"]


@dataclass(frozen=True, slots=True)
class OwnReceipt:
    """What a phone keeps after submitting: enough to find its response, nothing of its answers."""

    participation: str
    #: 32 bytes each.
    pin: bytes
    pass_hash: bytes
    receipt: bytes


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of `verify_record`."""

    #: What contradicts the rules; empty when the record holds.
    problems: tuple[str, ...]
    #: What a person should know although it breaks no rule.
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts the rules."""
        return not self.problems


def own_outcome(record: Record, own: OwnReceipt) -> Outcome:
    """What became of one response.

    Args:
        record: of the same participation and pin.
        own: what the phone kept.

    Returns:
        "counted": pass and receipt are both listed; "changed_or_rejected": the pass is listed, the
        receipt is not; "missing": the pass is not listed although the server acknowledged it.
    """
    if b64url(own.pass_hash) not in record.pass_hashes:
        return "missing"
    return "counted" if b64url(own.receipt) in record.receipts else "changed_or_rejected"


def verify_record(
    data: bytes, *, pin: bytes | None = None, own: Iterable[OwnReceipt] = (), unspent_cards: int | None = None
) -> Verification:
    """Check a published record.

    A record proves that no response on a checked phone was dropped or changed. Only a count of the
    unspent cards shows that none was added, so give it when it is known.

    Args:
        data: the record's bytes as published.
        pin: 32 bytes from a poster, when at hand.
        own: what phones kept.
        unspent_cards: cards of this participation left over after the window, counted by people.

    Returns:
        Problems and notes; a record that cannot be read is a problem too.
    """
    try:
        record = parse_record(data)
    except MalformedRecord as error:
        return Verification(problems=(f"the record is malformed: {error}",), notes=())
    manifest_data = record.manifest.encode("utf-8")
    manifest = parse_manifest(manifest_data)
    record_pin = pin_of(manifest_data)
    problems = _count_problems(record, manifest)
    if pin is not None and pin != record_pin:
        problems.append("the record's manifest is not the one on the poster")
    if unspent_cards is not None and record.issued > _most_passes(record, manifest) - unspent_cards:
        problems.append("more passes were issued than cards were used: responses were added")
    problems += _own_problems(record, own, record_pin=record_pin)
    return Verification(problems=tuple(problems), notes=tuple(_notes(record, manifest, unspent_cards)))


def _most_responses(record: Record, manifest: Manifest) -> int:
    """One per eligible person and replacement; in open access its own cap.

    There were as many codes as the manifest says people: correcting the number upwards afterwards makes no
    room for added responses.
    """
    if manifest.access == "open":
        return -(-record.eligible * _OPEN_CAP_TENTHS // 10)
    return min(record.eligible, manifest.eligible) + record.replacements


def _most_passes(record: Record, manifest: Manifest) -> int:
    """Paper forms come from a pool of codes of their own, so a card may stay half used."""
    return _most_responses(record, manifest) + record.keyed


def _count_problems(record: Record, manifest: Manifest) -> list[str]:
    rules = {
        "more passes were used than issued": record.redeemed > record.issued,
        "more passes were issued than people, replacements and paper forms allow": (
            record.issued > _most_passes(record, manifest)
        ),
        "more responses than eligible people and replacements": (
            record.redeemed > _most_responses(record, manifest)
        ),
        "more replacements than the manifest allows": record.replacements > manifest.replacement_cap,
        "more paper forms than used passes": record.keyed > record.redeemed,
    }
    return [problem for problem, broken in rules.items() if broken]


def _own_problems(record: Record, own: Iterable[OwnReceipt], *, record_pin: bytes) -> list[str]:
    problems = []
    for number, kept in enumerate(own, start=1):
        if kept.pin != record_pin:
            problems.append(f"phone {number}: its manifest is not this record's")
        elif (outcome := own_outcome(record, kept)) != "counted":
            problems.append(f"phone {number}: its response is {outcome.replace('_', ' ')}")
    return problems


def _notes(record: Record, manifest: Manifest, unspent_cards: int | None) -> list[str]:
    facts = {
        f"eligible was corrected from {manifest.eligible} to {record.eligible} after printing": (
            record.eligible != manifest.eligible
        ),
        f"{record.rejected} responses were rejected as malformed": record.rejected > 0,
        f"{record.issued - record.redeemed} passes were issued and not used: as many could have been added": (
            record.issued > record.redeemed
        ),
        "no unspent cards were counted, so added responses could not be noticed": (
            unspent_cards is None and record.issued < _most_passes(record, manifest)
        ),
    }
    return [note for note, holds in facts.items() if holds]
