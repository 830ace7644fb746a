"""Deleting for good. Whatever refuses does so before the first row goes; then all goes in one commit."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Table
from sqlalchemy.exc import DBAPIError

from survey_api.access.admission import Access
from survey_api.deletions import queries
from survey_api.deletions.listing import COUNTED_OF_ADMINISTRATION, COUNTED_OF_DISTRICT
from survey_api.deletions.schemas import Deletion
from survey_api.problems import DeletionNotConfirmed, NotFound, OperatorOnly, ReleaseRunning, WrongState
from survey_core.tables.admin import administrations, districts

_LOCK_NOT_AVAILABLE: Final = "55P03"
_WAIT_MS: Final = 3_000
_CONFIRM_DIGITS: Final = 32
_ASKING: Final = frozenset({"open"})
#: Answers are stored, keys are going, and nothing is published yet: it takes a moment.
_HALF_RELEASED: Final = frozenset({"released", "shredded"})

Kind = Literal["administration", "district"]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is to be deleted.

    Attributes:
        kind: of what it is.
        id: its id.
        table: where its row is.
        tables: what is counted that goes with it.
        of: which administrations go.
    """

    kind: Kind
    id: UUID
    table: Table
    tables: Mapping[str, Table]
    of: ColumnElement[bool]


def an_administration(administration_id: UUID) -> Subject:
    """An administration with all that was asked, answered and published in it."""
    return Subject(
        kind="administration",
        id=administration_id,
        table=administrations,
        tables=COUNTED_OF_ADMINISTRATION,
        of=administrations.c.id == administration_id,
    )


def a_district(district_id: UUID) -> Subject:
    """A district with all it has."""
    return Subject(
        kind="district",
        id=district_id,
        table=districts,
        tables={**COUNTED_OF_ADMINISTRATION, **COUNTED_OF_DISTRICT},
        of=administrations.c.district_id == district_id,
    )


async def delete(access: Access, subject: Subject, *, dry_run: bool, confirm: str | None) -> Deletion:
    """Delete, or say what would go.

    Raises:
        NotFound: none of that id is the caller's.
        OperatorOnly: a district, by somebody of it.
        WrongState: people may still answer.
        ReleaseRunning: it is being released, or imported.
        DeletionNotConfirmed: it is not what a dry run has shown.
    """
    try:
        district_id, states = await _locked(access, subject)
    except NotFound:
        return await _done_before(access, subject, confirm=None if dry_run else confirm)
    counts = await queries.count(access.session, tables=subject.tables, kind=subject.kind, subject=subject.id)
    expected = _confirmation(subject, counts=counts, states=states)
    found = Deletion(id=subject.id, kind=subject.kind, dry_run=dry_run, counts=counts, confirm=expected)
    if dry_run:
        await access.audit(
            f"{subject.kind}.deletion_tried", subject=subject.id, district_id=district_id, counts=counts
        )
        return found
    if confirm != expected:
        raise DeletionNotConfirmed
    await _delete(access, subject, district_id=district_id, found=found)
    return found


async def _done_before(access: Access, subject: Subject, *, confirm: str | None) -> Deletion:
    """What a request did that comes again, because its answer was lost or two came at once.

    Raises:
        NotFound: nothing was deleted by such a request.
    """
    row = await queries.select_deletion(access.session, kind=subject.kind, subject=subject.id)
    if row is None or row.confirm != confirm:
        raise NotFound
    district_id = None if subject.kind == "district" else row.district_id
    await access.audit(f"{subject.kind}.deletion_repeated", subject=subject.id, district_id=district_id)
    return Deletion(id=row.id, kind=row.kind, dry_run=False, counts=row.counts, confirm=row.confirm)


async def _locked(access: Access, subject: Subject) -> tuple[UUID, list[str]]:
    """Lock what would go; returns its district and the states of its administrations."""
    is_district = subject.kind == "district"
    if is_district and not await queries.lock_district(access.session, subject.id):
        raise NotFound
    if is_district and not access.caller.is_operator:
        raise OperatorOnly
    rows = await queries.lock_administrations(access.session, subject.of)
    if not rows and not is_district:
        raise NotFound
    states = [f"{row.id}:{row.state}" for row in rows]
    if _ASKING & {row.state for row in rows}:
        raise WrongState("people may still answer: close the administration first, then delete it")
    try:
        await queries.wait_for_work(access.session, subject.of, at_most_ms=_WAIT_MS)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            raise ReleaseRunning from None
        raise
    if _HALF_RELEASED & await queries.select_states(access.session, subject.of):
        raise ReleaseRunning
    return (subject.id if is_district else rows[0].district_id), states


def _confirmation(subject: Subject, *, counts: Mapping[str, int], states: list[str]) -> str:
    """The same only for the same things in the same states."""
    content = [subject.kind, str(subject.id), dict(counts), states]
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:_CONFIRM_DIGITS]


async def _delete(access: Access, subject: Subject, *, district_id: UUID, found: Deletion) -> None:
    await queries.note_participations(access.session, subject.of)
    if subject.kind == "administration":  # nobody of a district that goes is left to be told
        await queries.announce_profiles(access.session, subject.id)
    await queries.insert_deletion(
        access.session,
        id=subject.id,
        kind=subject.kind,
        district_id=district_id,
        confirm=found.confirm,
        counts=found.counts,
    )
    await queries.delete_subject(access.session, subject.table, subject.id)
    # The line about a district belongs to none: all others of the district went with it.
    await access.audit(
        f"{subject.kind}.deleted",
        subject=subject.id,
        district_id=None if subject.kind == "district" else district_id,
        counts=found.counts,
    )
