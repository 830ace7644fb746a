"""Sessions of signed-in people: a cookie in browsers, `Authorization: Bearer tl_session_…` for scripts.

A browser sends its cookie wherever a page of anybody's makes it ask. The cookie itself is `SameSite=Strict`;
beside that, nothing is changed by it unless the browser says that a page of ours asked.
"""

from datetime import timedelta
from typing import Final

from fastapi import Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import queries
from survey_api.access.bearers import SESSION, hash_bearer
from survey_api.access.roles import ROLES
from survey_api.db import AnyRow
from survey_api.origins import origin_of
from survey_api.problems import CrossSiteRequest
from survey_api.settings import Settings

#: The prefix makes browsers refuse it unless it is secure, of this host alone and for every path.
COOKIE: Final = "__Host-throughline-session"
ATTEMPT_COOKIE: Final = "__Host-throughline-sign-in"


async def find(session: AsyncSession, text: str, *, settings: Settings) -> AnyRow | None:
    """Return who a session belongs to, if it is in force; notes that it was used.

    Returns:
        person_id, district_id, email, name, role, school_ids, expires_at.
    """
    token_hash = hash_bearer(text, SESSION)
    if token_hash is None:
        return None
    idle = timedelta(minutes=settings.session_idle_minutes)
    row = await queries.find_session(session, token_hash=token_hash, idle=idle)
    return row if row is not None and row.role in ROLES else None


def from_cookie(request: Request) -> str | None:
    """The session of a browser, where no `Authorization` says who asks.

    Raises:
        CrossSiteRequest: a change that nobody can tell a page of ours asked for.
    """
    if "authorization" in request.headers or (text := request.cookies.get(COOKIE)) is None:
        return None
    if request.method not in {"GET", "HEAD"}:
        require_own_page(request)
    return text


def require_own_page(request: Request) -> None:
    """Refuse what a page of somebody else's may have made a browser send.

    Raises:
        CrossSiteRequest: the browser says so, or does not say.
    """
    site = request.headers.get("sec-fetch-site")
    own = origin_of(request.app.state.settings.public_url)
    if site != "same-origin" and (site is not None or request.headers.get("origin") != own):
        raise CrossSiteRequest


def set_cookie(response: Response, text: str, *, hours: int) -> None:
    """Give a browser its session."""
    response.set_cookie(
        COOKIE, text, max_age=hours * 3600, path="/", secure=True, httponly=True, samesite="strict"
    )


def clear_cookie(response: Response) -> None:
    """Take it away again."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def presented(request: Request) -> str | None:
    """The session's text, as header or cookie, of a request that was let in."""
    header = request.headers.get("authorization")
    return request.cookies.get(COOKIE) if header is None else header.partition(" ")[2].strip()


def keep_attempt(response: Response, text: str, *, seconds: int) -> None:
    """Let a browser keep an attempt to sign in. Lax: it must come along when people are sent back."""
    response.set_cookie(
        ATTEMPT_COOKIE, text, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )


def attempt_of(request: Request) -> str:
    """The attempt a browser kept; empty where there is none."""
    return request.cookies.get(ATTEMPT_COOKIE, "")


def drop_attempt(response: Response) -> None:
    """An attempt is over, however it ended."""
    response.delete_cookie(ATTEMPT_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
