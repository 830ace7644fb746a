"""Published documents over HTTP: their exact bytes, a strong ETag, caching that never hides a revision."""

from typing import Annotated, Any, Final

from fastapi import Header, Response, status

JSON: Final = "application/json"
#: Read by one key, and checked against the origin each time: a revision shows at once.
CACHE: Final = "private, no-cache"
NOT_MODIFIED: Final[dict[int | str, dict[str, Any]]] = {
    status.HTTP_304_NOT_MODIFIED: {"description": "The caller has this revision"}
}

IfNoneMatch = Annotated[str | None, Header(description="An ETag answered before.")]


def answer_document(document: bytes, *, etag: str, if_none_match: str | None) -> Response:
    """Answer a stored document, or 304 to whoever has it.

    Args:
        document: the exact bytes to serve.
        etag: as stored, with or without its quotes.
        if_none_match: the header as sent.
    """
    quoted = '"' + etag.strip('"') + '"'
    headers = {"ETag": quoted, "Cache-Control": CACHE}
    if if_none_match is not None and _matches(if_none_match, quoted):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(document, headers=headers, media_type=JSON)


def _matches(if_none_match: str, etag: str) -> bool:
    """Weak comparison of a list of ETags (RFC 9110 section 13.1.2)."""
    given = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in given or etag in given
