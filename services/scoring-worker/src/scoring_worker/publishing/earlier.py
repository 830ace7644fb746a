"""Which earlier profile a school's change is measured from (login reporter)."""

from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.profiles import core_record
from scoring_worker.profiles.change_part import EarlierProfile
from scoring_worker.publishing.queries import ParticipationRow
from scoring_worker.stored_instrument import instrument_of
from survey_core.contracts.measures import Earlier
from survey_core.tables.admin import administrations, ended_at, instruments, participations
from survey_core.tables.reporter import profiles


async def earlier_profile(connection: AsyncConnection, row: ParticipationRow) -> EarlierProfile | None:
    """The newest revision of the school's last administration that ended before this one.

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
    )


def _newest_before(row: ParticipationRow) -> Select[Any]:
    ended = ended_at()
    return (
        select(profiles.c.administration_id, profiles.c.released_on, profiles.c.core, instruments.c.document)
        .join_from(profiles, participations, participations.c.id == profiles.c.participation_id)
        .join(administrations, administrations.c.id == profiles.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(
            profiles.c.district_id == row.district_id,
            profiles.c.school_id == row.school_id,
            participations.c.state == "published",
            instruments.c.instrument == row.instrument["instrument"],
            tuple_(ended, administrations.c.id) < (row.ended_at, row.administration_id),
        )
        .order_by(ended.desc(), administrations.c.id.desc(), profiles.c.position.desc())
        .limit(1)
    )
