"""Whether a site serves what this checkout builds, byte for byte, with the headers it needs."""

from collections.abc import Iterator

import httpx

from infra.pages.hosts import site_headers
from infra.pages.site import BUNDLE, Files, site_files
from survey_api.page_policy import CONFIG, Addresses, InvalidConfig, read_config

#: Without these a page could leak where it was opened from, or run what is not ours.
_NEEDED = ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options")


def differences(built: Files, http: httpx.Client) -> Iterator[str]:
    """Compare a live site with what was built here; every sentence is one difference.

    Args:
        built: from `read_build`.
        http: a client whose base URL is the site.

    Raises:
        httpx.HTTPError: the site cannot be reached.
    """
    try:
        where = read_config(http.get(CONFIG).raise_for_status().text)
    except InvalidConfig as error:
        yield f"{CONFIG} {error}"
        return
    for path, content in site_files(built, where).items():
        name = path.removesuffix("index.html") if path.endswith("/index.html") else path
        answer = http.get(name)
        if answer.status_code != httpx.codes.OK:
            yield f"{path}: the site answers {answer.status_code}"
        elif answer.content != content:
            yield f"{path}: other bytes than this checkout builds"
        if path.endswith("/index.html") or path == BUNDLE:
            yield from _headers(path, answer, where)


def _headers(path: str, answer: httpx.Response, where: Addresses) -> Iterator[str]:
    for name in _NEEDED:
        sent, wanted = answer.headers.get(name), site_headers(where)[name]
        if sent != wanted:
            yield f"{path}: {name} is {sent!r} instead of {wanted!r}"
