"""Ballots copied, moved, replayed and forged in a real survey; then a record that somebody tampered with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from infra.local.stack import Stack
from respondent_client import Pass
from scoring_worker.release.key_store import KeyStore
from survey_core.encoding import b64url, unb64url
from survey_core.passes.spent import pass_hash
from survey_core.sealing.errors import MalformedPlaintext, SealBroken
from survey_core.sealing.hpke import open_sealed
from survey_core.sealing.plaintext import decode_plaintext
from survey_core.sealing.verify import OwnReceipt
from tests.privacy import ground
from tests.privacy.polling import Booth, Poll, fields, open_poll
from tests.privacy.rows import Row
from tests.privacy.scale import Scale
from tests.privacy.tampering import tampered_records

HONEST = 6  # of 10 in each school; a copied ballot beside them is within what a release tolerates
STOLEN = 1  # passes in each school that carried a stolen ballot
HONEST_VALUE, HOSTILE_VALUE = 2, 6


@dataclass
class Election:
    """What happened.

    Attributes:
        receipts: of the honest, by participation.
        copies: stolen ballots: (participation they were made for, fields as their owner sent them).
        refusals: by what was tried: the status that was expected and the one that came.
        records: as published, by participation.
        opened: how many of the stolen ballots would open where a seal is not bound to the pass.
    """

    receipts: dict[str, list[OwnReceipt]] = field(default_factory=dict)
    copies: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    refusals: dict[str, tuple[int, int]] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    opened: int = 0


async def attack(_scale: Scale) -> list[Row]:
    """Let three schools vote among attackers, publish, count; then tamper with the record."""
    stack = ground.shared_stack()
    poll = await open_poll(stack)
    election = await _vote(stack, poll)
    election.opened = _open_without_binding(stack, poll, election)
    await poll.publish()
    for school in poll.schools:
        election.records[school.id] = await poll.record(school)
    hostile = await _counted_hostile(stack, poll, election)
    await poll.operator.http.aclose()
    return [_ballots(election, hostile), _tampering(poll, election)]


async def _vote(stack: Stack, poll: Poll) -> Election:
    election = Election()
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=60) as http:
        north, south, west = (Booth(http, school, poll.instrument) for school in poll.schools)
        sent = {}
        for booth in (north, south, west):
            votes = [await booth.vote(value=HONEST_VALUE) for _ in range(HONEST)]
            election.receipts[booth.school.id] = [own for _, own in votes]
            sent[booth] = [fields(submission) for submission, _ in votes]
        # A good pass of one's own carries a ballot that was stolen: counted already, of another school, and
        # intercepted, whose owner then hands in another: its plaintext is nowhere else.
        await _steal(election, north, owner=north, stolen=sent[north][0])
        await _steal(election, west, owner=north, stolen=sent[north][1])
        held = await south.check_in()
        await _steal(election, south, owner=south, stolen=fields(south.seal(held, value=HONEST_VALUE)))
        await _hand_in_honestly(election, south, held)
        await _forge(election, north, south, spent=sent[north][2])
    return election


async def _steal(election: Election, thief: Booth, *, owner: Booth, stolen: Mapping[str, Any]) -> None:
    own = thief.seal(await thief.check_in(), value=HOSTILE_VALUE)
    status = await thief.hand_in(fields(own) | {"sealed": stolen["sealed"]})
    election.copies.append((owner.school.id, stolen))
    # The server cannot tell: only the release can open it.
    election.refusals[f"ballot copied to {thief.school.school.name}"] = (httpx.codes.CREATED, status)


async def _forge(election: Election, north: Booth, south: Booth, *, spent: dict[str, Any]) -> None:
    held = await north.check_in()
    again = fields(north.seal(held, value=HOSTILE_VALUE))
    message, signature = again["message"], again["signature"]
    forged = bytes([*unb64url(signature)[:-1], unb64url(signature)[-1] ^ 1])
    tries = {
        "another ballot under a spent pass": (north, httpx.codes.OK, spent | {"sealed": again["sealed"]}),
        "a signature with a wrong bit": (north, httpx.codes.FORBIDDEN, again | {"signature": b64url(forged)}),
        "the signature of another pass": (
            north,
            httpx.codes.FORBIDDEN,
            again | {"signature": spent["signature"]},
        ),
        "a message nobody signed": (
            north,
            httpx.codes.FORBIDDEN,
            again | {"message": b64url(bytes(32) + unb64url(message)[32:])},
        ),
        "the pass of another school": (
            south,
            httpx.codes.FORBIDDEN,
            again | {"participation": south.school.id},
        ),
    }
    for name, (booth, expected, body) in tries.items():
        election.refusals[name] = (expected, await booth.hand_in(body))
    # Afterwards it votes like anybody: a pass that was issued and never used could be used by the operator.
    await _hand_in_honestly(election, north, held)


async def _hand_in_honestly(election: Election, booth: Booth, held: Pass) -> None:
    honest = booth.seal(held, value=HONEST_VALUE)
    status = await booth.hand_in(fields(honest))
    election.refusals[f"a good pass in {booth.school.school.name}"] = (httpx.codes.CREATED, status)
    election.receipts[booth.school.id].append(honest.own)


def _open_without_binding(stack: Stack, poll: Poll, election: Election) -> int:
    """The control: stolen ballots are good ones, so without the binding to the pass they would count."""
    keys = KeyStore(opener_dir=stack.home.opener_keys, kek_dir=stack.home.keks)
    pins = {school.id: school.pin for school in poll.schools}
    opened = 0
    for owner, stolen in election.copies:
        name = pass_hash(unb64url(stolen["message"]))
        scalar = keys.scalar(UUID(owner))
        try:
            padded = open_sealed(scalar, pin=pins[owner], pass_hash=name, sealed=unb64url(stolen["sealed"]))
            opened += bool(decode_plaintext(padded).answers)
        except (SealBroken, MalformedPlaintext):
            continue
    return opened


async def _counted_hostile(stack: Stack, poll: Poll, election: Election) -> int:
    """How many ballots are counted beside the honest ones, or honest ones missing; the worst factor."""
    connection = await asyncpg.connect(stack.database_url)
    try:
        rows = await connection.fetch("SELECT participation_id, factor, block FROM answers")
    finally:
        await connection.close()
    blocks = {(str(row["participation_id"]), row["factor"]): row["block"] for row in rows}
    worst = 0
    for school in poll.schools:
        expected = len(election.receipts[school.id])
        for factor in poll.instrument.factors:
            lines = blocks.get((school.id, factor.id), [])
            honest = sum(set(line) == {HONEST_VALUE} for line in lines)
            worst = max(worst, len(lines) - honest, abs(honest - expected))
    return worst


def _ballots(election: Election, hostile: int) -> Row:
    wrong = [name for name, (expected, came) in election.refusals.items() if expected != came]
    return Row(
        name="ballots copied, replayed, forged",
        adversary="ballot copying, stuffing, replay",
        test="copied and moved ciphertext, spent, forged and other schools' passes beside honest votes",
        n=len(election.refusals),
        chance=0,
        linked=hostile,
        bound=0,
        control=election.opened / len(election.copies),
        control_at_least=1,
        passed=not wrong,
        note="; ".join(wrong)
        or "votes gained; control: stolen ballots that open where the pass is not sealed in",
    )


def _tampering(poll: Poll, election: Election) -> Row:
    unnoticed: list[str] = []
    tried = held = 0
    for school in poll.schools:
        record, phones = election.records[school.id], election.receipts[school.id]
        spare = len(school.cards) - len(phones) - STOLEN
        checks = tampered_records(record, pin=school.pin, phones=phones, unspent_cards=spare)
        held += checks.honest_holds
        tried += len(checks.noticed)
        unnoticed += sorted({name for name, noticed in checks.noticed if not noticed})
    return Row(
        name="tampered records",
        adversary="ballot copying, stuffing, replay",
        test="both verifiers on a record with an injected, changed or dropped response, other lists, counts",
        n=tried,
        chance=0,
        linked=len(unnoticed),
        bound=0,
        control=held,
        control_at_least=len(poll.schools),
        note=", ".join(unnoticed) or "changes unnoticed; control: untouched records of 3 schools that hold",
    )
