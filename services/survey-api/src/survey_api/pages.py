"""The built pages, served beside the API when FRONTEND_DIST is set: for respondents, so no log, no traces."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from survey_api.settings import SettingsError

#: Only our own files, no frames, no form posts, no referrer: a page's address may name a survey.
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HASHED: Final = re.compile(r"-[\w-]{8,}\.\w+$")  # the bundler names these by their content
_YEAR: Final = "public, max-age=31536000, immutable"


class Pages(StaticFiles):
    """Static files with our headers; what the bundler named by content is cached for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        response.headers["Cache-Control"] = _YEAR if _HASHED.search(path) else "no-cache"
        return response


def mount(app: FastAPI, dist: Path | None) -> Sequence[str]:
    """Serve what the frontend's build left in `dist`, folder by folder; returns the names of its pages.

    Raises:
        SettingsError: FRONTEND_DIST is set but holds no page.
    """
    if dist is None:
        return ()
    names = sorted(page.parent.name for page in dist.glob("*/index.html"))
    if not names:
        raise SettingsError(f"FRONTEND_DIST holds no page (expected survey/index.html): {dist}")
    for entry in sorted(dist.iterdir()):
        # Never one mount at "/": it would answer 404 where the API answers 405.
        if entry.is_dir():
            app.mount(f"/{entry.name}", Pages(directory=entry, html=True), name=entry.name)
        else:
            app.router.routes.append(_file(entry))
    for name in names:
        app.router.routes.append(_slash(name))
    return names


def _slash(name: str) -> Route:
    async def redirect(_request: Request) -> Response:
        return RedirectResponse(f"/{name}/", headers=HEADERS)

    return Route(f"/{name}", redirect, include_in_schema=False)


def _file(path: Path) -> Route:
    async def serve(_request: Request) -> Response:
        return FileResponse(path, headers=HEADERS | {"Cache-Control": "no-cache"})

    return Route(f"/{path.name}", serve, include_in_schema=False)
