"""Decisions about exports: who may ask for what, and what may be fetched."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from survey_api.access.admission import Access, Admission
from survey_api.db import AnyRow
from survey_api.districts.queries import lock_district
from survey_api.exports import queries
from survey_api.exports.files.formats import EDFI, EXTRA, is_installed
from survey_api.exports.schemas import NewExport
from survey_api.problems import (
    ExportExpired,
    ExportNotReady,
    FieldError,
    FormatNotInstalled,
    InvalidRequest,
    NotFound,
    NothingPublished,
    TooManyExports,
)

#: Of one district, waiting, running or ready. Each may be as large as everything that was published.
MOST: Final = 20
RETRY_AFTER_S: Final = 2


@dataclass(frozen=True, kw_only=True)
class Found:
    """An export with its files."""

    row: AnyRow
    files: Sequence[AnyRow]


async def request(access: Access, *, new: NewExport) -> Found:
    """Ask for an export; it is made in the background.

    Raises:
        FormatNotInstalled: this installation cannot make the format.
        InvalidRequest: an administration is not the caller's, or there are too many for the format.
        NothingPublished: there is nothing to export yet.
        TooManyExports: the district has as many as it may have.
    """
    if not is_installed(new.format):
        raise FormatNotInstalled(
            f"the format {new.format} needs the extra `{EXTRA}` of survey-api; whoever runs this installation"
            f" can add it (`pip install 'survey-api[{EXTRA}]'`)"
        )
    district_id, administration_ids = await _administrations(access, new)
    # Held until the commit, so that two requests at once cannot both be the last one allowed. Whoever is
    # bound to schools may lock nothing; theirs are counted as they see them.
    await lock_district(access.session, district_id=district_id)
    if await queries.count_kept(access.session, district_id=district_id) >= MOST:
        raise TooManyExports
    schools = access.caller.school_ids
    export_id = await queries.insert_export(
        access.session,
        district_id=district_id,
        administration_ids=administration_ids,
        school_ids=None if schools is None else sorted(schools),
        format_=new.format,
        language=new.language,
    )
    await access.audit(
        "export.requested",
        subject=export_id,
        district_id=district_id,
        format=new.format,
        administrations=[str(one) for one in administration_ids],
    )
    return await find(access, export_id=export_id)


async def _administrations(access: Access, new: NewExport) -> tuple[UUID, list[UUID]]:
    """Whose results, and of which administrations."""
    named = [new.administration] if new.administration is not None else new.administrations
    if named is not None:
        known = await queries.select_known(access.session, among=named)
        pointer = "/administration" if new.administration is not None else "/administrations/{}"
        faults = [
            FieldError(pointer=pointer.format(place), code="unknown", detail="there is none of this id")
            for place, one in enumerate(named)
            if one not in known
        ]
        if faults:
            raise InvalidRequest(errors=faults)
    found = await queries.select_published(access.session, district_id=new.district, among=named)
    if not found:
        raise NothingPublished
    if new.format in EDFI and len(found) > 1:
        detail = "Ed-Fi formats describe one survey: name one administration"
        raise InvalidRequest(errors=[FieldError(pointer="/format", code="one-administration", detail=detail)])
    return found[0].district_id, [row.id for row in found]


async def find(access: Access, *, export_id: UUID) -> Found:
    """Return an export.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await queries.select_export(access.session, export_id=export_id)
    if row is None:
        raise NotFound
    return Found(row=row, files=await queries.select_files(access.session, export_ids=[export_id]))


async def list_exports(
    access: Access, *, district: UUID | None, after: UUID | None, limit: int
) -> Sequence[Found]:
    """Return the caller's exports in order of id."""
    rows = await queries.select_exports(access.session, district_id=district, after=after, limit=limit)
    files = await queries.select_files(access.session, export_ids=[row.id for row in rows])
    return [Found(row=row, files=[one for one in files if one.export_id == row.id]) for row in rows]


async def remove(access: Access, *, export_id: UUID) -> None:
    """Delete an export with its files; one that is being made is given up.

    Raises:
        NotFound: none of that id is the caller's.
    """
    district_id = await queries.delete_export(access.session, export_id=export_id)
    if district_id is None:
        raise NotFound
    await access.audit("export.deleted", subject=export_id, district_id=district_id)


async def find_file(admission: Admission, *, export_id: UUID, name: str) -> AnyRow:
    """Return one finished file's description.

    Raises:
        NotFound: no export of that id is the caller's, or it has no such file.
        ExportNotReady: it is not finished.
        ExportExpired: its files are deleted.
    """
    async with admission.transaction() as session:
        row = await queries.select_export(session, export_id=export_id)
        files = await queries.select_files(session, export_ids=[export_id])
    if row is None:
        raise NotFound
    if row.state in {"waiting", "running"}:
        raise ExportNotReady(headers={"Retry-After": str(RETRY_AFTER_S)})
    if row.state == "expired":
        raise ExportExpired
    for one in files:
        if one.name == name:
            return one
    raise NotFound


async def read(
    admission: Admission, *, export_id: UUID, name: str, first: int, last: int
) -> AsyncIterator[bytes]:
    """The bytes of a file from `first` to `last`, a piece at a time and a transaction for each.

    A download may take an hour: it must not hold a connection for as long.
    """
    async with admission.transaction() as session:
        piece_bytes = await queries.select_piece_bytes(session, export_id=export_id, name=name)
    position = first // (piece_bytes or 1)
    at = position * (piece_bytes or 1)
    while piece_bytes is not None and at <= last:
        async with admission.transaction() as session:
            piece = await queries.select_piece(session, export_id=export_id, name=name, position=position)
        if piece is None:  # deleted meanwhile: the connection breaks, so nobody takes it for the whole file
            raise ExportExpired
        yield piece[max(0, first - at) : last - at + 1]
        at, position = at + len(piece), position + 1
