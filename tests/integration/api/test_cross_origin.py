"""Pages on other origins: listed ones may call, without credentials; all others are told nothing."""

from collections.abc import AsyncIterator

import httpx
import pytest

from survey_api.app import create_app
from survey_api.settings import Settings
from tests.fixtures.respondent_api import client_of

LISTED = "https://pages.example"
GRANT = "access-control-allow-origin"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
NEAR_MISSES = [
    "https://pages.example.evil.example",
    "https://evil-pages.example",
    "http://pages.example",
    "https://pages.example:8443",
    "https://PAGES.example",
    "https://pages.example/",
    "null",
    "*",
    "",
]


@pytest.fixture
async def phone(api_settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """Calls an API that lists one origin; nothing here needs its database."""
    app = create_app(api_settings.model_copy(update={"cors_origins": (LISTED, "https://other.example")}))
    async with client_of(app) as client:
        yield client


def said(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", NEAR_MISSES)
async def test_no_other_origin_is_told_anything(phone: httpx.AsyncClient, origin: str) -> None:
    asked = await phone.options("/v1/responses", headers={"Origin": origin} | PREFLIGHT)
    read = await phone.get("/v1/problems", headers={"Origin": origin})

    assert (asked.status_code, read.status_code) == (400, 200)
    assert GRANT not in asked.headers
    assert said(read) == {}
    assert read.headers["vary"] == "Origin", "no cache may keep this answer for a listed page"


async def test_without_a_list_nobody_is_told_anything(api_settings: Settings) -> None:
    async with client_of(create_app(api_settings)) as client:
        answer = await client.get("/v1/problems", headers={"Origin": LISTED})

    assert said(answer) == {}
    assert "vary" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/passes", "/v1/responses"])
async def test_a_listed_page_may_ask_without_credentials(phone: httpx.AsyncClient, path: str) -> None:
    answer = await phone.options(path, headers={"Origin": LISTED} | PREFLIGHT)

    assert (answer.status_code, answer.headers["vary"].split(", ")[0]) == (200, "Origin")
    own = said(answer)
    allowed = own.pop("access-control-allow-headers").lower().split(", ")
    assert {"authorization", "content-type"} <= set(allowed)
    assert own == {
        "access-control-allow-origin": LISTED,
        "access-control-allow-methods": "GET, POST",
        "access-control-max-age": "7200",
    }


async def test_a_listed_page_may_not_delete(phone: httpx.AsyncClient) -> None:
    ask = {"Origin": LISTED, "Access-Control-Request-Method": "DELETE"}

    assert (await phone.options("/v1/responses", headers=ask)).status_code == 400


async def test_a_listed_page_reads_refusals_too(phone: httpx.AsyncClient) -> None:
    """Without the header the page could not tell a used code from a lost network."""
    for path, body in (("/v1/passes", "{"), ("/v1/responses", "{}")):
        answer = await phone.post(path, content=body, headers={"Origin": LISTED})
        assert answer.status_code in {400, 422}
        assert said(answer) == {"access-control-allow-origin": LISTED}


async def test_a_plain_options_is_no_preflight(phone: httpx.AsyncClient) -> None:
    assert (await phone.options("/v1/passes", headers={"Origin": LISTED})).status_code == 405
