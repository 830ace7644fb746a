"""`/v1/exports`."""

from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Header, Request, Response, status
from fastapi.responses import StreamingResponse

from survey_api import problems
from survey_api.access.admission import ExportsRead, ExportsReadLong
from survey_api.etags import CACHE, NOT_MODIFIED, IfNoneMatch, unless_known
from survey_api.exports import ranges, service
from survey_api.exports.schemas import Export, ExportFile, NewExport
from survey_api.exports.service import RETRY_AFTER_S, Found
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.problems import RangeNotSatisfiable
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/exports")
_BYTES: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}, "example": "PK…"}
_MANIFEST: Final[dict[str, Any]] = {
    "schema": {"type": "object"},
    "example": {"manifest_version": "1.0", "format": "csv", "rows": {"schools": 12}},
}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    status.HTTP_200_OK: {
        "description": "The file",
        "content": {"application/zip": _BYTES, "application/json": _MANIFEST},
    },
    status.HTTP_206_PARTIAL_CONTENT: {
        "description": "The part that was asked for",
        "content": {"application/zip": _BYTES, "application/json": _BYTES},
    },
}


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(problems.NothingPublished, problems.TooManyExports, problems.FormatNotInstalled),
)
async def request_export(new: NewExport, access: ExportsRead, response: Response) -> Export:
    """Ask for published results as files. They are made in the background, until `state` is `ready`."""
    export = _show(await service.request(access, new=new))
    response.headers["Content-Location"] = f"/v1/exports/{export.id}"
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return export


@router.get("", responses=admin_problems())
async def list_exports(
    access: ExportsRead, paging: PagingParameters, *, district: UUID | None = None
) -> Page[Export]:
    """List exports in the order in which they were asked for; they go some time after they have expired."""
    rows = await service.list_exports(
        access, district=district, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda one: one.row.id)


@router.get("/{export_id}", responses=admin_problems(problems.NotFound))
async def get_export(export_id: UUID, access: ExportsRead) -> Export:
    """Show how far an export is, and its files."""
    return _show(await service.find(access, export_id=export_id))


@router.delete(
    "/{export_id}", status_code=status.HTTP_204_NO_CONTENT, responses=admin_problems(problems.NotFound)
)
async def delete_export(export_id: UUID, access: ExportsRead) -> None:
    """Delete an export with its files; one that is being made is given up."""
    await service.remove(access, export_id=export_id)


@router.get(
    "/{export_id}/files/{name}",
    response_class=StreamingResponse,
    responses=_FILE
    | NOT_MODIFIED
    | admin_problems(
        problems.NotFound, problems.ExportNotReady, problems.ExportExpired, problems.RangeNotSatisfiable
    ),
)
async def get_export_file(
    export_id: UUID,
    name: str,
    access: ExportsReadLong,
    request: Request,
    *,
    range_: Annotated[str | None, Header(alias="Range", description="One range of bytes.")] = None,
    if_range: Annotated[str | None, Header(description="The ETag of the part you have.")] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Fetch a file, or the part of it that is still missing: `curl -C -` goes on where it was cut off."""
    file = await service.find_file(access, export_id=export_id, name=name)
    etag = f'"{file.sha256}"'
    try:
        part = ranges.wanted(range_, if_range=if_range, etag=etag, length=file.bytes)
    except ranges.NotSatisfiable:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{file.bytes}"}) from None
    first, last = part or (0, file.bytes - 1)
    headers = {
        "ETag": etag,
        "Cache-Control": CACHE,
        "Accept-Ranges": "bytes",
        "Content-Length": str(last - first + 1),
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(file.sha256)).decode()}:",
    }
    code = status.HTTP_200_OK
    if part is not None:
        code = status.HTTP_206_PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {first}-{last}/{file.bytes}"
    body = service.read(access, export_id=export_id, name=name, first=first, last=last)
    content = _nothing() if getattr(request.state, "head", False) else body
    answer = Pieces(content, code, headers, media_type=file.media_type)
    return unless_known(answer, if_none_match=if_none_match)


class Pieces(StreamingResponse):
    """An answer that is sent as it is read; what looks at answers' bodies finds none."""

    body = b""


async def _nothing() -> AsyncIterator[bytes]:
    """What follows the headers of an answer to HEAD."""
    return
    yield b""  # makes this a generator


def _show(found: Found) -> Export:
    row = found.row
    files = [
        ExportFile(
            name=one.name,
            media_type=one.media_type,
            bytes=one.bytes,
            sha256=one.sha256,
            href=f"/v1/exports/{row.id}/files/{one.name}",
        )
        for one in found.files
    ]
    return Export.model_validate(
        row._asdict()
        | {
            "district": row.district_id,
            "administrations": row.administration_ids,
            "schools": row.school_ids,
            "files": files,
        }
    )
