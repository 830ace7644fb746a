"""`/ready`: every participation gets its keys and its frozen manifest, or none does."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Admission
from survey_api.administrations import queries
from survey_api.administrations.drafts import policy_with
from survey_api.administrations.policy import faults, replacement_cap
from survey_api.administrations.repeats import refuse_repeat
from survey_api.administrations.service import lock, refuse, require_state
from survey_api.administrations.stages import refuse_collected_elsewhere
from survey_api.administrations.tables import size_faults, tables_for
from survey_api.db import AnyRow
from survey_api.passes.key_store import IssuerKeyStore
from survey_api.problems import KeysNotPrepared, MailNotConfigured, NoSchools, NotFound
from survey_api.reporting_units import service as units
from survey_core.encoding import b64url
from survey_core.instruments import load_instrument, sealed_length
from survey_core.sealing.manifest import MIN_UNIT_SCHOOLS, Manifest, Suites, manifest_bytes, pin

SEALING_KEYS_WAIT_S: Final = 30.0
POLL_S: Final = 0.2
RETRY_AFTER_S: Final = 5
# Making an RSA key holds a core for a third of a second.
KEYS_AT_ONCE: Final = os.cpu_count() or 1


async def prepare(
    admission: Admission,
    *,
    administration_id: UUID,
    keys: IssuerKeyStore,
    can_mail: bool,
    wait_s: float = SEALING_KEYS_WAIT_S,
) -> None:
    """Make a draft ready: keys first, outside any transaction, then one transaction that freezes everything.

    Raises:
        NotFound, WrongState, CollectedElsewhere, NoSchools, InvalidRequest: it cannot become ready.
        AskedTooSoon: one of its schools is asked the same within 90 days.
        MailNotConfigured: access `email` without a mail server.
        KeysNotPrepared: the worker has not made every sealing key within `wait_s` seconds.
    """
    async with admission.transaction() as session:
        await admission.hold(session)
        row = await lock(session, administration_id=administration_id)
        removed = await _join(session, row)
        schools = await _check_draft(session, row)
        await admission.renew(session)
        if row.access == "email" and not can_mail:
            raise MailNotConfigured
    await _discard(removed, keys=keys)
    await _wait_for_sealing_keys(admission, administration_id=administration_id, wait_s=wait_s)
    moduli = await _issuer_keys([school.id for school in schools], keys=keys)
    async with admission.transaction() as session:
        row = await _lock_again(session, administration_id=administration_id, made=moduli, keys=keys)
        await admission.hold(session)
        removed = await _join(session, row)
        schools = await _check_draft(session, row)
        if any(school.sealing_public_key is None or school.id not in moduli for school in schools):
            raise KeysNotPrepared(headers={"Retry-After": str(RETRY_AFTER_S)})  # one was added meanwhile
        await _freeze(session, row=row, schools=schools, moduli=moduli)
        await admission.audit(
            session,
            "administration.ready",
            subject=administration_id,
            district_id=row.district_id,
            **({"repeat_within_90_days": True} if row.repeat_within_90_days else {}),
        )
    await _discard(removed, keys=keys)


async def _lock_again(
    session: AsyncSession, *, administration_id: UUID, made: Mapping[UUID, bytes], keys: IssuerKeyStore
) -> AnyRow:
    """Lock the draft for its manifests; if it was deleted meanwhile, nothing else knows of the new keys."""
    try:
        return await lock(session, administration_id=administration_id)
    except NotFound:
        await _discard(list(made), keys=keys)
        raise


async def _discard(removed: Sequence[UUID], *, keys: IssuerKeyStore) -> None:
    """Destroy the keys of participations that are gone; no manifest ever named them."""
    for participation_id in removed:
        await keys.destroy(participation_id)


async def _join(session: AsyncSession, row: AnyRow) -> Sequence[UUID]:
    """Join a draft's schools as their units say now, and see that nobody is asked too often.

    Returns:
        Ids of participations that are gone by that.
    """
    refuse_collected_elsewhere(row)
    require_state(row, "draft")
    removed = await units.join(session, row)
    await refuse_repeat(session, row)
    return removed


async def _check_draft(session: AsyncSession, row: AnyRow) -> Sequence[AnyRow]:
    """Return the participations of a draft that may become ready."""
    schools = await queries.select_participations(session, administration_id=row.id)
    if not schools:
        raise NoSchools
    policy = policy_with(row, {}, has_word=False, eligible=[school.eligible for school in schools])
    too_small = size_faults(row.subgroup_tables, k=row.k, eligible=[one.eligible or 0 for one in schools])
    refuse([*faults(policy, now=datetime.now(UTC)), *too_small])
    return schools


async def _wait_for_sealing_keys(admission: Admission, *, administration_id: UUID, wait_s: float) -> None:
    """Wait for the worker, in short transactions."""
    try:
        async with asyncio.timeout(wait_s):
            while True:
                async with admission.transaction() as session:
                    if not await queries.count_without_sealing_key(
                        session, administration_id=administration_id
                    ):
                        return
                await asyncio.sleep(POLL_S)
    except TimeoutError:
        raise KeysNotPrepared(headers={"Retry-After": str(RETRY_AFTER_S)}) from None


async def _issuer_keys(ids: Sequence[UUID], *, keys: IssuerKeyStore) -> Mapping[UUID, bytes]:
    """Make the issuer keys that are not there yet; returns the moduli. Repeating it changes nothing."""
    at_once = asyncio.Semaphore(KEYS_AT_ONCE)

    async def make(participation_id: UUID) -> bytes:
        async with at_once:
            return await keys.create(participation_id)

    moduli = await asyncio.gather(*(make(one) for one in ids))
    return dict(zip(ids, moduli, strict=True))


async def _freeze(
    session: AsyncSession, *, row: AnyRow, schools: Sequence[AnyRow], moduli: Mapping[UUID, bytes]
) -> None:
    """Store every manifest, its pin and what intake needs, and move to `ready`."""
    document = await queries.select_document(session, instrument_id=row.instrument_id)
    length = await asyncio.to_thread(_sealed_length, document)
    members = await units.members_of(session, administration_ids=[row.id])
    for school in schools:
        own = members[school.id]
        frozen = manifest_bytes(
            manifest_of(row, school=school, members=own, sealed_length=length, modulus=moduli[school.id])
        )
        await queries.update_participation(
            session,
            participation_id=school.id,
            values={
                "manifest": frozen,
                "pin": pin(frozen),
                "reported_together": _reported_together(school, members=own),
                "issuer_public_key": moduli[school.id],
                "sealed_length": length,
                "replacement_cap": replacement_cap(school.eligible),
            },
        )
    await queries.move(session, administration_id=row.id, before="draft", after="ready")


def manifest_of(
    row: AnyRow, *, school: AnyRow, members: Sequence[AnyRow], sealed_length: int, modulus: bytes
) -> Manifest:
    """The manifest of one participation.

    Args:
        row: the administration with its instrument's id, version and digest.
        school: the participation, with its sealing key.
        members: its schools; named in the manifest where there are several.
        sealed_length: bytes of every sealed response.
        modulus: the issuer's public key, 384 bytes.
    """
    return Manifest(
        administration=str(row.id),
        participation=str(school.id),
        access=row.access,
        release_mode=row.release_mode,
        custody=row.custody,
        opens_at=_time(row.opens_at),
        closes_no_later_than=_time(row.closes_no_later_than),
        grace_hours=row.grace_hours,
        eligible=school.eligible,
        replacement_cap=replacement_cap(school.eligible),
        k=row.k,
        subgroup_tables=tables_for(row.subgroup_tables, k=row.k, eligible=school.eligible),
        instrument=row.instrument,
        instrument_version=row.version,
        instrument_digest=row.digest,
        schools=sorted(str(one.school_id) for one in members) if len(members) >= MIN_UNIT_SCHOOLS else None,
        sealed_length=sealed_length,
        issuer_public_key=b64url(modulus),
        sealing_public_key=b64url(school.sealing_public_key),
        suites=Suites(),
    )


def _reported_together(school: AnyRow, *, members: Sequence[AnyRow]) -> dict[str, Any] | None:
    """What the page tells before it asks; None for a single school."""
    if len(members) < MIN_UNIT_SCHOOLS:
        return None
    return {"name": school.school_name, "schools": [member.name for member in members]}


def _sealed_length(document: dict[str, Any]) -> int:
    return sealed_length(load_instrument(orjson.dumps(document)))


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
