"""The built pages, served beside the API when FRONTEND_DIST is set: for respondents, so no log, no traces."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from survey_api.origins import is_this_machine
from survey_api.page_policy import (
    ASK_AGAIN,
    CONFIG,
    FOREVER,
    HSTS,
    InvalidConfig,
    page_headers,
    read_config,
)
from survey_api.settings import SettingsError

_HASHED: Final = re.compile(r"-[\w-]{8,}\.\w+$")  # the bundler names these by their content


class Pages(StaticFiles):
    """Static files with our headers; what the bundler named by content is cached for good."""

    def __init__(self, directory: Path, *, headers: Mapping[str, str]) -> None:
        super().__init__(directory=directory, html=True)
        self._headers = headers

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file."""
        response = await super().get_response(path, scope)
        response.headers.update(self._headers)
        response.headers["Cache-Control"] = FOREVER if _HASHED.search(path) else ASK_AGAIN
        return response


def mount(app: FastAPI, dist: Path | None, *, url: str) -> Sequence[str]:
    """Serve what the frontend's build left in `dist`, folder by folder; returns the names of its pages.

    Args:
        app: the application.
        dist: FRONTEND_DIST.
        url: where people reach the pages.

    Raises:
        SettingsError: FRONTEND_DIST is set but holds no page, or a config.json that says nothing clear.
    """
    if dist is None:
        return ()
    names = sorted(page.parent.name for page in dist.glob("*/index.html"))
    if not names:
        raise SettingsError(f"FRONTEND_DIST holds no page (expected survey/index.html): {dist}")
    headers = _headers(dist, url=url)
    for entry in sorted(dist.iterdir()):
        # Never one mount at "/": it would answer 404 where the API answers 405.
        if entry.is_dir():
            # The same for everyone and without secrets, so compressing tells nobody anything.
            app.mount(f"/{entry.name}", GZipMiddleware(Pages(entry, headers=headers)), name=entry.name)
        else:
            app.router.routes.append(_file(entry, headers))
    for name in names:
        app.router.routes.append(_slash(name, headers))
    return names


def _headers(dist: Path, *, url: str) -> Mapping[str, str]:
    """The headers of the pages in `dist`, whose own config.json says whom they may talk to."""
    path = dist / CONFIG
    try:
        where = read_config(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"FRONTEND_DIST holds no {CONFIG} that can be read: {path} ({error})") from None
    except InvalidConfig as error:
        raise SettingsError(f"{path} {error}; `python -m infra.pages` writes it") from None
    secure = urlsplit(url)
    is_public = secure.scheme == "https" and not is_this_machine(secure.hostname or "")
    return {**page_headers(where), **(HSTS if is_public else {})}


def _slash(name: str, headers: Mapping[str, str]) -> Route:
    async def redirect(_request: Request) -> Response:
        return RedirectResponse(f"/{name}/", headers=headers)

    return Route(f"/{name}", redirect, include_in_schema=False)


def _file(path: Path, headers: Mapping[str, str]) -> Route:
    async def serve(_request: Request) -> Response:
        return FileResponse(path, headers={**headers, "Cache-Control": ASK_AGAIN})

    return Route(f"/{path.name}", serve, include_in_schema=False)
