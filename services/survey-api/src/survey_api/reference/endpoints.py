"""`GET /v1/reference`."""

import base64
import hashlib
from typing import Final

from fastapi import APIRouter, Request, Response

from survey_api.reference.page import STYLE, page

router = APIRouter()

_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
#: The page is text and one style sheet, whose hash is here; nothing else may be loaded or run.
_HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@router.get("/v1/reference", include_in_schema=False)
async def show_reference(request: Request) -> Response:
    """Show every operation and every schema of this version."""
    return Response(page(request.app.openapi()), headers=_HEADERS, media_type="text/html")
