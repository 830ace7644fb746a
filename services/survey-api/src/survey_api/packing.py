"""Reports packed for the way to a phone.

Only what holds nothing of the reader: packing an answer that mixes a secret with what others may choose
would tell the secret by its length. A report holds neither.
"""

import gzip
from typing import Final

from fastapi import Request, Response

from survey_api.etags import JSON, etag_of, unless_known

#: Of nine: beyond it a phone saves little, and the server works for it.
_LEVEL: Final = 5
#: The ETag of packed bytes is one of their own (RFC 9110 section 8.8.3.3).
_PACKED: Final = "-gzip"


def answer_packed(content: bytes, *, request: Request, cache_control: str) -> Response:
    """Answer a report, packed for whoever takes it so; or 304 to whoever has it, packed or not."""
    etag, known = etag_of(content), request.headers.get("if-none-match")
    headers = {"ETag": etag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        content = gzip.compress(content, _LEVEL, mtime=0)
        headers |= {"ETag": f'{etag[:-1]}{_PACKED}"', "Content-Encoding": "gzip"}
        known = known and known.replace(etag, headers["ETag"])
    else:
        known = known and known.replace(f'{_PACKED}"', '"')
    return unless_known(Response(content, headers=headers, media_type=JSON), if_none_match=known)


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is on the list and not refused by a weight of nothing."""
    for entry in accepted.lower().split(","):
        coding, _, weight = entry.replace(" ", "").partition(";")
        if coding in {"gzip", "*"}:
            return not weight.startswith("q=0") or weight.rstrip("0.") != "q="
    return False
