"""What a phone reads: the manifest, the questions, later the record. The same bytes for everyone."""

import asyncio
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.problems import LanguageNotOffered, NotFound, RecordNotPublished, ReportNotPublished
from survey_api.respondents import queries
from survey_core.instruments import Instrument, UnknownLanguage, load_instrument, questionnaire

_REMEMBERED_INSTRUMENTS = 64
_instruments: dict[str, Instrument] = {}


async def read_manifest(session: AsyncSession, participation_id: UUID) -> bytes:
    """Return the bytes whose SHA-256 is the pin.

    Raises:
        NotFound: no such participation, or its manifest is not frozen yet.
    """
    manifest = await queries.find_manifest(session, participation_id)
    if manifest is None:
        raise NotFound
    return manifest


async def read_questionnaire(session: AsyncSession, participation_id: UUID, *, language: str | None) -> bytes:
    """Return the questions in one language; the instrument's first one if none is asked for.

    Of a person's background only what the manifest names is asked. With the questions go the names of the
    schools that are reported together, which the page tells before it asks, how far the survey is,
    and the time zone of the district.

    Raises:
        NotFound: no such participation, or its manifest is not frozen yet.
        LanguageNotOffered: the instrument has no such language.
    """
    found = await queries.find_asked(session, participation_id)
    if found is None:
        raise NotFound
    instrument = await _instrument(session, instrument_id=found.instrument_id, digest=found.digest)
    try:
        questions = questionnaire(
            instrument,
            language=language or instrument.languages[0],
            background=orjson.loads(found.manifest)["subgroup_tables"],
        )
    except UnknownLanguage:
        raise LanguageNotOffered from None
    identity = {
        "participation": str(participation_id),
        "stage": found.stage,
        "reporting_unit": found.reported_together,
        "time_zone": found.time_zone,
    }
    return orjson.dumps(identity | questions)


async def read_record(session: AsyncSession, participation_id: UUID) -> bytes:
    """Return the published record's exact bytes.

    Raises:
        NotFound: no such participation.
        RecordNotPublished: its final release is not published yet.
    """
    found = await queries.find_record(session, participation_id)
    if found is None:
        raise NotFound
    is_final, document = found
    if not is_final or document is None:
        raise RecordNotPublished
    return document


async def read_report(session: AsyncSession, participation_id: UUID) -> bytes:
    """Return the published profile, byte for byte, and beside it the instrument document.

    Raises:
        NotFound: no such participation.
        ReportNotPublished: its final release is not published yet.
    """
    profile, instrument = await find_report(session, participation_id)
    return orjson.dumps({"profile": orjson.Fragment(profile), "instrument": instrument})


async def find_report(session: AsyncSession, participation_id: UUID) -> tuple[bytes, Any]:
    """Return the published profile and the document of its instrument.

    Raises:
        NotFound: no such participation.
        ReportNotPublished: its final release is not published yet.
    """
    found = await queries.find_report(session, participation_id)
    if found is None:
        if await queries.find_manifest(session, participation_id) is None:
            raise NotFound
        raise ReportNotPublished
    return found


async def _instrument(session: AsyncSession, *, instrument_id: UUID, digest: str) -> Instrument:
    """Parse an instrument once in a process: a digest's document never changes."""
    if digest not in _instruments:
        document: Any = await queries.find_document(session, instrument_id)
        if len(_instruments) >= _REMEMBERED_INSTRUMENTS:
            _instruments.clear()
        _instruments[digest] = await asyncio.to_thread(load_instrument, orjson.dumps(document))
    return _instruments[digest]
