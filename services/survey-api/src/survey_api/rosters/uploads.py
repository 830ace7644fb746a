"""A roster on its way in: read from the connection only once the caller is known, and kept nowhere.

What is small stays in memory; the rest waits in a temporary file without a name, gone with the request.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, Any, Final

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect

from survey_api.problems import BodyTooLarge, FieldError, InvalidRequest, MalformedRequest

PLAIN_PART, ARCHIVE_PART = "schools", "roster"
#: Bytes of a plain file, which is read at once.
LONGEST_PLAIN: Final = 2**23
_ZIP: Final = b"PK"
_BINARY: Final = {"type": "string", "contentMediaType": "application/octet-stream"}

#: The form in the words of OpenAPI: the framework would read the whole body before it asks who is calling.
FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "title": "RosterUpload",
                    "type": "object",
                    "description": "One of the two.",
                    "properties": {
                        PLAIN_PART: _BINARY
                        | {"description": "`school,name,eligible[,nces][,state][,reporting_unit]`, UTF-8."},
                        ARCHIVE_PART: _BINARY
                        | {"description": "A zip: OneRoster 1.2 or 1.1, School Data Sync 2.1 or 1."},
                    },
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                }
            }
        },
    }
}


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was received.

    Attributes:
        file: its bytes, from the beginning.
        is_archive: whether it is to be read as a zip.
    """

    file: IO[bytes]
    is_archive: bool


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Upload]:
    """Receive a roster; it is gone when the block ends.

    Raises:
        InvalidRequest: there is none, or more than one.
        BodyTooLarge: a plain file of more than 8 MiB.
        MalformedRequest: the connection ended too early.
    """
    try:
        form = await request.form(max_files=2, max_fields=2)
    except ClientDisconnect:
        raise MalformedRequest from None
    try:
        part, sent = _only_part(form)
        is_zip = sent.file.read(len(_ZIP)) == _ZIP
        sent.file.seek(0)
        if not is_zip and part == PLAIN_PART and (sent.size or 0) > LONGEST_PLAIN:
            raise BodyTooLarge
        yield Upload(file=sent.file, is_archive=is_zip or part == ARCHIVE_PART)
    finally:
        await form.close()


def _only_part(form: FormData) -> tuple[str, UploadFile]:
    known: list[tuple[str, UploadFile]] = []
    faults: list[FieldError] = []
    for name, sent in form.multi_items():
        if name not in {PLAIN_PART, ARCHIVE_PART}:
            detail = f"send {PLAIN_PART} or {ARCHIVE_PART}"
            faults.append(FieldError(pointer=f"/{name}", code="extra-forbidden", detail=detail))
        elif isinstance(sent, UploadFile):
            known.append((name, sent))
        else:
            detail = "send a file, with a file name"
            faults.append(FieldError(pointer=f"/{name}", code="no-file", detail=detail))
    if len(known) > 1:
        faults.append(FieldError(pointer=f"/{known[1][0]}", code="one-only", detail="send one file"))
    if not known:
        detail = f"send a file as {PLAIN_PART} (CSV) or as {ARCHIVE_PART} (zip), multipart/form-data"
        faults.append(FieldError(pointer=f"/{PLAIN_PART}", code="missing", detail=detail))
    if faults:
        raise InvalidRequest(errors=faults)
    return known[0]
