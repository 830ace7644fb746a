"""Opening sealed responses: what opens to valid answers is accepted, the rest is counted and dropped."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from survey_core.instruments import Instrument
from survey_core.sealing.errors import MalformedPlaintext, SealBroken
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.plaintext import Answers, check_answers, decode_plaintext
from survey_core.sealing.receipts import receipt

_TOLERATED_PERCENT = 5


@dataclass(frozen=True, slots=True, repr=False)
class SealedRow:
    """One stored response: 32 bytes that name its pass, and its ciphertext."""

    pass_hash: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class OpenedRow:
    """One accepted response; it exists in the memory of the opener process only."""

    pass_hash: bytes
    answers: Answers
    receipt: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """Everything a participation's responses opened to.

    Attributes:
        accepted: in no meaningful order.
        rejected: how many did not open to valid, unique answers.
    """

    accepted: tuple[OpenedRow, ...]
    rejected: int

    @property
    def needs_review(self) -> bool:
        """Whether more were rejected than max(1, 5 % of all rows): something is wrong, not somebody."""
        rows = len(self.accepted) + self.rejected
        return self.rejected > max(1, rows * _TOLERATED_PERCENT / 100)


def open_all(
    rows: Iterable[SealedRow],
    *,
    scalar: bytes,
    pin: bytes,
    sealed_length: int,
    instrument: Instrument,
    tables: Collection[str],
) -> Opened:
    """Open and check every response of one participation.

    Args:
        rows: in any order; the result does not depend on it.
        scalar: the opener key, 32 bytes.
        pin: of the manifest the responses were sealed under, 32 bytes.
        sealed_length: of that manifest, bytes.
        instrument: of that manifest.
        tables: the background questions that manifest names: no other one was asked.

    Returns:
        Accepted answers and the number of rejected rows. Refused are ciphertexts of another length, those
        made for another pass, pin or key (a copied or moved ballot), answers that were not offered,
        and the second and further copies of one plaintext: r makes equal plaintexts impossible by accident.
    """
    accepted: dict[bytes, OpenedRow] = {}
    rejected = 0
    for row in sorted(rows, key=lambda row: row.pass_hash):
        opened = _open_one(
            row, scalar=scalar, pin=pin, sealed_length=sealed_length, instrument=instrument, tables=tables
        )
        if opened is None or opened.receipt in accepted:
            rejected += 1
        else:
            accepted[opened.receipt] = opened
    return Opened(accepted=tuple(accepted.values()), rejected=rejected)


def _open_one(
    row: SealedRow,
    *,
    scalar: bytes,
    pin: bytes,
    sealed_length: int,
    instrument: Instrument,
    tables: Collection[str],
) -> OpenedRow | None:
    if len(row.sealed) != sealed_length:
        return None
    try:
        padded = open_sealed(scalar, pin=pin, pass_hash=row.pass_hash, sealed=row.sealed)
        answers = decode_plaintext(padded)
        _check(answers, instrument, tables)
    except (SealBroken, MalformedPlaintext):
        return None
    return OpenedRow(pass_hash=row.pass_hash, answers=answers, receipt=receipt(pin, padded))


def _check(answers: Answers, instrument: Instrument, tables: Collection[str]) -> None:
    scales = {name: range(scale.low, scale.high + 1) for name, scale in instrument.scales.items()}
    check_answers(
        answers,
        items={item.id: scales[item.scale] for item in instrument.items},
        routing={q.id: [a.value for a in q.answers] for q in instrument.routing},
        background={q.id: [a.value for a in q.answers] for q in instrument.background if q.id in tables},
        languages=instrument.languages,
    )
