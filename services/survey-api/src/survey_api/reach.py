"""Links for phones must lead here: `localhost` on a phone is the phone itself."""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Depends, Request

from survey_api.origins import is_this_machine
from survey_api.problems import PublicUrlIsLocal
from survey_api.settings import Settings

#: Whoever listens on another address than these is there for other machines too.
_FOR_ITSELF: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def links_lead_nowhere(request: Request) -> bool:
    """Whether phones' links would name this machine, although people reach it under another name.

    On one machine with its own browser such links are right, and nothing is said.
    """
    settings: Settings = request.app.state.settings
    if not _is_local(settings.respondents_url):
        return False
    forwarded = request.headers.get("x-forwarded-host", "").split(",")
    names = [request.headers.get("host", ""), *(one.strip() for one in forwarded)]
    return settings.host not in _FOR_ITSELF or any(name and not _is_local(f"//{name}") for name in names)


def _is_local(url: str) -> bool:
    return is_this_machine(urlsplit(url).hostname or "")


async def _refuse(request: Request) -> None:
    if links_lead_nowhere(request):
        raise PublicUrlIsLocal


#: For routes that make or hand out links: refuses before anything is made, because cards are made once.
LINKS_MUST_WORK: Final = [Depends(_refuse)]
