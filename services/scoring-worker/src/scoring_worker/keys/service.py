"""What may be done with second copies, and when. Whatever leaves is on record before it leaves."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.keys import register
from scoring_worker.keys.paper import KekCopy
from scoring_worker.logs import WorkerError
from scoring_worker.release.errors import KeysMissing, KeysUnusable
from scoring_worker.release.key_store import KeyStore

log = structlog.get_logger(__name__)


class CopyRefused(WorkerError):
    """This may not be done with a key or its copy now; the message says why and what to do."""


async def make_copies(engine: AsyncEngine, keys: KeyStore, *, of: UUID) -> list[KekCopy]:
    """Record and return a copy of one participation's KEK, or of each of an administration's.

    The record is committed first: a crash leaves a copy on record that nobody holds, never the reverse.

    Args:
        engine: login releaser.
        keys: where the keys are.
        of: id of a participation or an administration.

    Raises:
        CopyRefused: nothing has that id, it is a draft, or it was released.
        KeysMissing, KeysUnusable: the key itself is not there.
    """
    async with engine.begin() as connection:
        holders = await register.find(connection, of)
        if not holders:
            raise CopyRefused(f"there is no participation and no administration {of}")
        for holder in holders:
            _require_final(holder)
            _require_before_release(holder)
            _require_key(holder, keys)
        keks = {holder.id: keys.kek_path(holder.id).read_bytes() for holder in holders}
        numbers = {holder.id: await register.add(connection, holder.id) for holder in holders}
    for one, number in numbers.items():
        log.info("second copy of a key made", participation=str(one), copy=number)
    return [KekCopy(participation_id=one, number=numbers[one], kek=kek) for one, kek in keks.items()]


async def restore(engine: AsyncEngine, keys: KeyStore, *, copies: Iterable[KekCopy]) -> list[UUID]:
    """Put lost KEKs back from their copies; those that are there and right are left alone.

    Returns:
        The participations whose KEK was written.

    Raises:
        CopyRefused: released already, or the copy does not open what is kept.
    """
    written = []
    async with engine.begin() as connection:
        for copy in copies:
            holders = await register.find(connection, copy.participation_id)
            if [holder.id for holder in holders] != [copy.participation_id]:
                raise CopyRefused(f"there is no participation {copy.participation_id}")
            _require_before_release(holders[0])
            if _put_back(keys, copy, public_key=holders[0].sealing_public_key):
                written.append(copy.participation_id)
    for one in written:
        log.info("key restored from its second copy", participation=str(one))
    return written


async def note_destroyed(
    engine: AsyncEngine, *, participation_id: UUID, by: str, number: int | None = None
) -> Sequence[int]:
    """Record that somebody destroyed a participation's copies, or one of them.

    Returns:
        The numbers of the copies that count as destroyed from today.

    Raises:
        CopyRefused: no such copy is on record, or nobody is named.
    """
    if not by.strip():
        raise CopyRefused("name who destroyed the copy: --by NAME")
    async with engine.begin() as connection:
        noted = await register.note_destroyed(connection, participation_id, number=number, by=by.strip())
    if not noted:
        raise CopyRefused(f"no copy of participation {participation_id} is on record as existing")
    log.info("second copies recorded as destroyed", participation=str(participation_id), copies=list(noted))
    return noted


async def remind(engine: AsyncEngine) -> int:
    """Say in the log which released participations may still have a copy of their key somewhere.

    Returns:
        How many: for each of them the claim does not hold yet.
    """
    async with engine.connect() as connection:
        waiting = await register.outstanding(connection)
    for participation_id in waiting:
        log.warning(
            "a second copy of a released survey's key may still exist: destroy it, then record it with "
            "`python -m scoring_worker.keys destroyed`",
            participation=str(participation_id),
        )
    return len(waiting)


def refuse_place(path: Path, *, kept_apart_from: Iterable[Path]) -> None:
    """Refuse a file for copies inside a directory that the copy is meant to be apart from.

    Raises:
        CopyRefused: the file lies there.
    """
    for directory in kept_apart_from:
        if path.resolve().is_relative_to(directory.resolve()):
            raise CopyRefused(f"a second copy must not lie in {directory}: take another medium")


def _require_final(holder: register.KeyHolder) -> None:
    if holder.state == "draft":
        # Joining its school with others deletes a draft's participation, its key and all.
        raise CopyRefused(
            f"participation {holder.id} is a draft, its key may still change: copy after /ready"
        )


def _require_before_release(holder: register.KeyHolder) -> None:
    if holder.state not in register.BEFORE_RELEASE:
        raise CopyRefused(
            f"participation {holder.id} is {holder.state}: its key is destroyed and must not come back"
        )


def _require_key(holder: register.KeyHolder, keys: KeyStore) -> None:
    if holder.sealing_public_key is None:
        raise CopyRefused(f"participation {holder.id} has no key that could be copied")
    if not keys.matches(holder.id, holder.sealing_public_key):
        raise KeysMissing(f"the opener key of participation {holder.id} is missing or damaged")


def _put_back(keys: KeyStore, copy: KekCopy, *, public_key: bytes | None) -> bool:
    """Write the KEK unless it is there; False then."""
    if public_key is None:
        raise CopyRefused(f"participation {copy.participation_id} has no key that a copy could belong to")
    if keys.matches(copy.participation_id, public_key):
        return False
    try:
        keys.restore_kek(copy.participation_id, copy.kek, public_key=public_key)
    except (KeysMissing, KeysUnusable) as error:
        raise CopyRefused(str(error)) from None
    return True
