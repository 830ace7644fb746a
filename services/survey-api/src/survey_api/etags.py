"""Strong ETags, and what `If-None-Match` and `If-Match` ask of them (RFC 9110 section 13)."""

import hashlib
from typing import Annotated, Any, Final

from fastapi import Header, Response, status

JSON: Final = "application/json"
#: Read by one key, and checked against the origin each time: a revision shows at once.
CACHE: Final = "private, no-cache"
NOT_MODIFIED: Final[dict[int | str, dict[str, Any]]] = {
    status.HTTP_304_NOT_MODIFIED: {"description": "The caller has this revision"}
}
_HEX_DIGITS: Final = 32
#: What RFC 9110 section 15.4.5 wants of a 304, where the 200 would have had it.
_KEPT_BY_304: Final = ("cache-control", "content-location", "date", "etag", "expires", "link", "vary")

IfNoneMatch = Annotated[str | None, Header(description="An ETag answered before.")]


def etag_of(content: bytes) -> str:
    """The strong ETag of an answer: of its content alone, so the same for every caller and process."""
    return f'"{hashlib.sha256(content).hexdigest()[:_HEX_DIGITS]}"'


def answer_document(document: bytes, *, etag: str, if_none_match: str | None) -> Response:
    """Answer a stored document, or 304 to whoever has it.

    Args:
        document: the exact bytes to serve.
        etag: as stored, with or without its quotes.
        if_none_match: the header as sent.
    """
    headers = {"ETag": '"' + etag.strip('"') + '"', "Cache-Control": CACHE}
    return unless_known(Response(document, headers=headers, media_type=JSON), if_none_match=if_none_match)


def unless_known(response: Response, *, if_none_match: str | None) -> Response:
    """An answer that carries its ETag, or 304 to whoever has it."""
    if if_none_match is None or not _is_among(response.headers["etag"], if_none_match):
        return response
    kept = {name: response.headers[name] for name in _KEPT_BY_304 if name in response.headers}
    return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=kept)


def may_change(etag: str, *, if_match: str) -> bool:
    """Strong comparison with a list of ETags: one that is weak never fits (section 13.1.1)."""
    given = _list(if_match)
    return "*" in given or etag in given


def _is_among(etag: str, if_none_match: str) -> bool:
    """Weak comparison with a list of ETags (section 13.1.2)."""
    given = {one.removeprefix("W/") for one in _list(if_none_match)}
    return "*" in given or etag in given


def _list(header: str) -> set[str]:
    return {one.strip() for one in header.split(",")}
