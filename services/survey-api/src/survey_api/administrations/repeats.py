"""R6: the same school is not asked the same questionnaire twice within 90 days (anonymity.md).

Two publications close to each other would let whoever knows who came and who left in between take one from
the other. Counted from opening to opening, whatever the version of the questionnaire, for every school of a
reporting unit; and two windows never overlap. Drafts ask nobody and do not count.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, literal, select
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from survey_api.db import AnyRow
from survey_api.imports.queries import responses_brought
from survey_api.problems import AskedTooSoon
from survey_core.tables.admin import administrations, instruments, participation_schools, schools
from survey_core.tables.changes import removed_participations

DAYS_BETWEEN: Final = 90


async def refuse_repeat(session: AsyncSession, row: AnyRow) -> None:
    """Refuse an administration whose schools are asked the same in another one within 90 days.

    Its schools stay locked until the transaction ends: of two administrations that become ready at once the
    second waits, and then sees the first.

    Args:
        session: holds the lock on the administration.
        row: the administration with its instrument's id.

    Raises:
        AskedTooSoon: naming the other administration, unless `repeat_within_90_days` was asked for.
    """
    await session.execute(_locked_schools(row.id))
    if row.repeat_within_90_days:
        return
    found = (await session.execute(_others(row))).all()
    if found:
        raise AskedTooSoon(_told(found))
    if (deleted := (await session.execute(_deleted(row))).one_or_none()) is not None:
        raise AskedTooSoon(_told_of_deleted(deleted))


def _locked_schools(administration_id: UUID) -> Select[tuple[UUID]]:
    """Its schools, one after the other in the order of their ids, so that nobody waits in a circle."""
    mine = select(participation_schools.c.school_id).where(
        participation_schools.c.administration_id == administration_id
    )
    return (
        select(schools.c.id)
        .where(schools.c.id.in_(mine))
        .order_by(schools.c.id)
        .with_for_update(key_share=True)
    )


def _others(row: AnyRow) -> Select[tuple[str, object, object, str]]:
    """Administrations of the same questionnaire, too close, with a school in common; the nearest first."""
    mine = select(participation_schools.c.school_id).where(
        participation_schools.c.administration_id == row.id
    )
    apart = func.make_interval(0, 0, 0, DAYS_BETWEEN, type_=INTERVAL)
    opens, ends = literal(row.opens_at), literal(row.closes_no_later_than)
    last = func.coalesce(administrations.c.closed_at, administrations.c.closes_no_later_than)
    return (
        select(
            administrations.c.title,
            administrations.c.opens_at,
            last.label("ends_at"),
            func.min(schools.c.name).label("school_name"),
        )
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .join(participation_schools, participation_schools.c.administration_id == administrations.c.id)
        .join(schools, schools.c.id == participation_schools.c.school_id)
        .where(
            administrations.c.id != row.id,
            instruments.c.instrument == row.instrument,
            participation_schools.c.school_id.in_(mine),
            _asks_somebody(),
            administrations.c.opens_at < func.greatest(opens + apart, ends),
            opens < func.greatest(administrations.c.opens_at + apart, last),
        )
        .group_by(administrations.c.id)
        .order_by(administrations.c.opens_at.desc(), administrations.c.id)
        .limit(1)
    )


def _deleted(row: AnyRow) -> Select[tuple[object, object]]:
    """What was published of such an administration before it was deleted: others may have kept it."""
    gone = removed_participations.c
    mine = select(func.array_agg(participation_schools.c.school_id)).where(
        participation_schools.c.administration_id == row.id
    )
    apart = func.make_interval(0, 0, 0, DAYS_BETWEEN, type_=INTERVAL)
    opens, ends = literal(row.opens_at), literal(row.closes_no_later_than)
    return (
        select(gone.opens_at, gone.ends_at)
        .where(
            gone.district_id == row.district_id,
            gone.instrument == row.instrument,
            gone.school_ids.overlap(mine.scalar_subquery()),
            gone.opens_at < func.greatest(opens + apart, ends),
            opens < func.greatest(gone.opens_at + apart, gone.ends_at),
        )
        .order_by(gone.opens_at.desc())
        .limit(1)
    )


def _asks_somebody() -> ColumnElement[bool]:
    """Whether an administration was or can still be answered: no draft, none that was never opened in time.

    Responses collected elsewhere come into a draft; from the first files on it counts.
    """
    never = (administrations.c.state == "ready") & (administrations.c.closes_no_later_than < func.now())
    return ((administrations.c.state != "draft") & ~never) | responses_brought()


def _told_of_deleted(one: AnyRow) -> str:
    return (
        f"A school took part with the same questionnaire, {one.opens_at:%Y-%m-%d} to {one.ends_at:%Y-%m-%d},"
        " in an administration that was deleted after its profiles were published. Open this one"
        f" {DAYS_BETWEEN} days or more after that one opened, or set repeat_within_90_days."
    )


def _told(found: Sequence[AnyRow]) -> str:
    one = found[0]
    return (
        f"{one.school_name} takes part in {one.title!r} with the same questionnaire, from"
        f" {one.opens_at:%Y-%m-%d} to {one.ends_at:%Y-%m-%d}. Open the later one when the other is over and"
        f" {DAYS_BETWEEN} days or more after it opened, or set repeat_within_90_days: then the profiles of"
        " this one show no single statements."
    )
