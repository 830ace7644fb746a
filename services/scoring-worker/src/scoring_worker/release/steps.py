"""The steps of a release, in order. A crash between any two of them leaves something the next run finishes.

Up to `commit` everything is one transaction: a crash leaves the participation closed, every response and
both keys in place. From then on each step may be run again.
"""

import secrets

import structlog

from scoring_worker.release import durability, queries
from scoring_worker.release.blocks import careless_count, factor_blocks, routing_counts
from scoring_worker.release.context import Release
from scoring_worker.release.driver import Step
from scoring_worker.release.errors import KeysUnusable, MovedOn, NotDue, TooManyRejected
from scoring_worker.release.opening import open_all
from scoring_worker.release.random_rounding import kept_count
from scoring_worker.release.subgroups import keep_subgroups
from survey_core.disclosure import Conditions
from survey_core.sealing.record import build_record, record_bytes

_LOCK_WAIT_MS = 30_000
_DIGEST_SECRET_BYTES = 32
_AFTERWARDS = frozenset({"released", "shredded", "published"})

log = structlog.get_logger(__name__)


async def take_lock(release: Release) -> None:
    """Keep intake out and make sure that the participation may be released now."""
    await queries.limit_lock_wait(release.connection, timeout_ms=_LOCK_WAIT_MS)
    await queries.wait_for_standby_too(release.connection)
    await queries.lock(release.connection, release.participation_id)
    subject = await queries.read_subject(release.connection, release.participation_id)
    if subject.state in _AFTERWARDS:
        raise MovedOn(f"participation {release.participation_id} is {subject.state} already")
    allowed = {"closed", "review"} if release.accept_rejected else {"closed"}
    if subject.state not in allowed or not subject.due:
        raise NotDue(f"participation {release.participation_id} is {subject.state} and not due for release")
    release.subject = subject


async def read_sealed(release: Release) -> None:
    """Read the ciphertexts."""
    release.sealed = await queries.read_sealed(release.connection, release.participation_id)


async def open_sealed(release: Release) -> None:
    """Open and check them. Without any response no key is needed."""
    subject = release.require_subject()
    scalar = release.keys.scalar(release.participation_id) if release.sealed else b""
    release.opened = open_all(
        release.sealed,
        scalar=scalar,
        pin=subject.pin,
        sealed_length=subject.sealed_length,
        instrument=subject.instrument,
        tables=subject.agreed.subgroup_tables,
    )


async def judge(release: Release) -> None:
    """Stop for a person when too many were rejected; nothing has been written or destroyed yet."""
    opened = release.require_opened()
    if not opened.needs_review or release.accept_rejected:
        return
    before = release.require_subject().state
    await queries.move(release.connection, release.participation_id, before=before, after="review")
    await release.connection.commit()
    raise TooManyRejected(
        f"participation {release.participation_id}: {opened.rejected} of {len(release.sealed)} responses "
        "do not open to valid answers; see docs/operations.md"
    )


async def write_answers(release: Release) -> None:
    """Write one sorted block per factor."""
    blocks = factor_blocks(release.require_subject().instrument, release.require_answers())
    await queries.write_answers(release.connection, release.participation_id, blocks=blocks)


async def write_routing_counts(release: Release) -> None:
    """Write how often each routing answer was given."""
    counts = routing_counts(release.require_subject().instrument, release.require_answers())
    await queries.write_routing_counts(release.connection, release.participation_id, counts=counts)


async def write_subgroups(release: Release) -> None:
    """Write the sums over groups that may be shown, and which tables are withheld."""
    subject, answers = release.require_subject(), release.require_answers()
    conditions = Conditions(
        responses=len(answers),
        eligible=subject.eligible,
        replacements=subject.replacements_issued,
        access=subject.agreed.access,
        k=subject.agreed.k,
    )
    kept = keep_subgroups(
        subject.instrument, answers, tables=subject.agreed.subgroup_tables, conditions=conditions
    )
    await queries.write_subgroups(release.connection, release.participation_id, kept=kept)


async def write_counts_and_record(release: Release) -> None:
    """Write what was counted and the record that proves it."""
    subject, opened = release.require_subject(), release.require_opened()
    careless = careless_count(subject.instrument, release.require_answers(), k=subject.agreed.k)
    issued = await queries.count_issued(release.connection, release.participation_id)
    await queries.write_release_counts(
        release.connection,
        release.participation_id,
        accepted=len(opened.accepted),
        rejected=opened.rejected,
        issued=issued,
        redeemed=len(release.sealed),
        replacements=subject.replacements_issued,
        careless_flagged=kept_count(careless),
        digest_secret=secrets.token_bytes(_DIGEST_SECRET_BYTES),
    )
    record = build_record(
        subject.manifest,
        eligible=subject.eligible,
        issued=issued,
        replacements=subject.replacements_issued,
        keyed=0,
        rejected=opened.rejected,
        pass_hashes=[row.pass_hash for row in release.sealed],
        receipts=[row.receipt for row in opened.accepted],
    )
    await queries.write_record(release.connection, release.participation_id, document=record_bytes(record))


async def write_spent_passes(release: Release) -> None:
    """Keep the names of used passes, sorted, so that a late retry still hears "recorded"."""
    hashes = [row.pass_hash for row in release.sealed]
    await queries.write_spent_passes(release.connection, release.participation_id, pass_hashes=hashes)


async def delete_sealed(release: Release) -> None:
    """Delete the ciphertexts."""
    await queries.delete_sealed(release.connection, release.participation_id)


async def delete_codes(release: Release) -> None:
    """Delete codes and the marks of interim releases."""
    await queries.delete_codes(release.connection, release.participation_id)
    await queries.delete_interim_marks(release.connection, release.participation_id)


async def mark_released(release: Release) -> None:
    """Move the participation on, still in the same transaction."""
    before = release.require_subject().state
    await queries.move(release.connection, release.participation_id, before=before, after="released")


async def commit(release: Release) -> None:
    """Make all of it true at once, and forget the plaintext."""
    opened = release.require_opened()
    await release.connection.commit()
    log.info(
        "released",
        participation=str(release.participation_id),
        accepted=len(opened.accepted),
        rejected=opened.rejected,
    )
    release.sealed, release.opened = [], None


async def await_durable(release: Release) -> None:
    """Wait until the commit cannot be lost any more: after the next step there is no way back."""
    await durability.wait(
        release.connection, participation_id=release.participation_id, level=release.durability
    )


async def destroy_kek(release: Release) -> None:
    """Destroy the key that the opener key is wrapped under."""
    release.keys.destroy_kek(release.participation_id)


async def destroy_wrapped_key(release: Release) -> None:
    """Destroy the wrapped opener key."""
    release.keys.destroy_wrapped(release.participation_id)


async def sweep_tables(release: Release) -> None:
    """Remove the deleted rows from the tables' pages, where their order would outlive them."""
    await durability.vacuum(release.engine, tables=queries.EMPTIED_TABLES)


async def mark_shredded(release: Release) -> None:
    """Say that the keys are gone; only now may anything be published."""
    if release.keys.remains(release.participation_id):
        raise KeysUnusable(f"a key file of participation {release.participation_id} could not be destroyed")
    await queries.move(release.connection, release.participation_id, before="released", after="shredded")
    await release.connection.commit()


#: From closed to released: one transaction.
RELEASE_STEPS: tuple[Step, ...] = (
    take_lock,
    read_sealed,
    open_sealed,
    judge,
    write_answers,
    write_routing_counts,
    write_subgroups,
    write_counts_and_record,
    write_spent_passes,
    delete_sealed,
    delete_codes,
    mark_released,
    commit,
)

#: From released to shredded: each may run again.
SHRED_STEPS: tuple[Step, ...] = (
    await_durable,
    destroy_kek,
    destroy_wrapped_key,
    sweep_tables,
    mark_shredded,
)
