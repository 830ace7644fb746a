"""Which earlier profile a school's change is measured from (login reporter)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.profiles import core_record
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.publishing.queries import ParticipationRow
from scoring_worker.stored_instrument import instrument_of
from survey_core.contracts.measures import Earlier
from survey_core.tables.admin import (
    administrations,
    ended_at,
    instruments,
    participation_schools,
    participations,
)
from survey_core.tables.reporter import profiles


async def earlier_profile(connection: AsyncConnection, row: ParticipationRow) -> EarlierProfile | None:
    """The newest revision of the last administration before this one that any of its schools took part in.

    Only of the same questionnaire, by its id, whatever its version, and only if published. Of two that ended
    at once, the one planned first is the earlier. None also where it was published before cores were kept.
    """
    found = (await connection.execute(_newest_before(row))).one_or_none()
    if found is None or found.core is None:
        return None
    instrument = instrument_of(found.document)
    return EarlierProfile(
        since=Earlier(
            administration=str(found.administration_id),
            released_on=found.released_on,
            instrument_version=instrument.version,
        ),
        instrument=instrument,
        core=core_record.from_json(found.core),
        same_schools=found.same_schools,
    )


def _newest_before(row: ParticipationRow) -> Select[Any]:
    ended = ended_at()
    member = participation_schools.alias("member")
    mine = select(member.c.school_id).where(member.c.participation_id == row.id)
    shares = select(participation_schools.c.school_id).where(
        participation_schools.c.participation_id == profiles.c.participation_id,
        participation_schools.c.school_id.in_(mine),
    )
    return (
        select(
            profiles.c.administration_id,
            profiles.c.released_on,
            profiles.c.core,
            instruments.c.document,
            (_schools(profiles.c.participation_id) == _schools(row.id)).label("same_schools"),
        )
        .join_from(profiles, participations, participations.c.id == profiles.c.participation_id)
        .join(administrations, administrations.c.id == profiles.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(
            profiles.c.district_id == row.district_id,
            shares.exists(),
            participations.c.state == "published",
            instruments.c.instrument == row.instrument["instrument"],
            tuple_(ended, administrations.c.id) < (row.ended_at, row.administration_id),
        )
        .order_by(ended.desc(), administrations.c.id.desc(), profiles.c.position.desc())
        .limit(1)
    )


def _schools(participation_id: ColumnElement[Any] | UUID) -> ScalarSelect[Any]:
    """The schools whose people answered in a participation, as one sorted array."""
    one = participation_schools.alias()
    listed = func.array_agg(aggregate_order_by(one.c.school_id, one.c.school_id))
    return select(listed).where(one.c.participation_id == participation_id).scalar_subquery()
