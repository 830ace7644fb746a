"""Storing and finding instruments. A stored id and version never changes."""

import json
import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.instruments import queries
from survey_api.problems import FieldError, InstrumentImmutable, InvalidInstrument, NotFound
from survey_core.instruments import Instrument, InstrumentError, InstrumentErrors, load_instrument

_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


async def store(access: Access, *, source: bytes, district: UUID | None) -> tuple[AnyRow, bool]:
    """Store a document; returns its row and whether it is new.

    Args:
        access: a district's key stores for its district.
        source: YAML 1.2 or JSON.
        district: for an operator: whose it is; None: everybody's.

    Raises:
        InvalidInstrument: with every fault found.
        InstrumentImmutable: its id and version are taken by another content.
        UnknownDistrict: another district's.
    """
    caller = access.caller
    owner = None if caller.is_operator and district is None else caller.district_for(district)
    instrument = _load(source)
    known = await _find_version(access, owner=owner, instrument=instrument)
    if known is not None:
        if known.digest != instrument.digest:
            raise InstrumentImmutable
        return known, False
    row = await queries.insert_instrument(
        access.session,
        district_id=owner,
        instrument=instrument.id,
        version=instrument.version,
        digest=instrument.digest,
        document=json.loads(instrument.canonical_json),
    )
    if row is None:  # somebody stored the same id and version a moment ago
        raise InstrumentImmutable
    await access.audit("instrument.stored", subject=row.id, district_id=owner, digest=instrument.digest)
    return row, True


async def find(access: Access, *, instrument_id: UUID) -> AnyRow:
    """Return a stored instrument.

    Raises:
        NotFound: none of that id is the caller's or everybody's.
    """
    row = await queries.select_instrument(access.session, instrument_id=instrument_id)
    if row is None:
        raise NotFound
    return row


async def list_instruments(access: Access, *, after: UUID | None, limit: int) -> Sequence[AnyRow]:
    """Return the instruments the caller may use, in order of id."""
    return await queries.select_instruments(access.session, after=after, limit=limit)


async def _find_version(access: Access, *, owner: UUID | None, instrument: Instrument) -> AnyRow | None:
    """The stored document of that id and version, the district's own or everybody's."""
    for district_id in {None, owner}:
        row = await queries.select_version(
            access.session,
            district_id=district_id,
            instrument=instrument.id,
            version=instrument.version,
        )
        if row is not None:
            return row
    return None


def _load(source: bytes) -> Instrument:
    try:
        return load_instrument(source)
    except InstrumentErrors as error:
        raise InvalidInstrument(errors=[_fault(fault) for fault in error.errors]) from None


def _fault(error: InstrumentError) -> FieldError:
    return FieldError(pointer=pointer(error.path), code="invalid-instrument", detail=str(error))


def pointer(path: str) -> str:
    """A loader's path as a JSON Pointer: `domains[0].title` → `/domains/0/title`, the whole document → ``."""
    if path.startswith("("):
        return ""
    return "".join("/" + (index or name) for index, name in _STEP.findall(path))
