"""A route that will end says so in headers and in the document, and not sooner than was promised."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from survey_api import openapi, rendering
from survey_api.deprecation import ending
from survey_api.middleware import RequestContext
from survey_api.preconditions.items import Items
from survey_api.problems import NotFound
from survey_api.request_ids import RequestIds
from survey_api.routing import AdministrationRouter

GUIDE = "https://survey.example/guide"
ENDING = ending(announced=date(2027, 1, 10), ends=date(2028, 1, 10), guide=GUIDE)


@pytest.fixture
def app() -> FastAPI:
    """An application with a route that will end, and one that will not."""
    router = AdministrationRouter(prefix="/v1")

    @router.get("/old", **ENDING)
    async def old(*, missing: bool = False) -> dict[str, str]:
        if missing:
            raise NotFound
        return {"a": "b"}

    @router.get("/new")
    async def new() -> dict[str, str]:
        return {"a": "b"}

    app = FastAPI(generate_unique_id_function=openapi.operation_id)
    app.include_router(router)
    rendering.install(app)
    app.state.settings = SimpleNamespace(public_url="http://test")
    app.state.items, app.state.repeatable = Items([router]), frozenset()
    app.state.administration_paths = frozenset({"/v1/old", "/v1/new"})
    app.state.request_ids = RequestIds(respondents=(), others=())
    app.add_middleware(RequestContext, base_url="http://test")
    return app


async def test_each_answer_of_an_ending_route_says_when(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        old = await client.get("/v1/old")
        known = await client.get("/v1/old", headers={"If-None-Match": old.headers["etag"]})
        missing = await client.get("/v1/old?missing=true")
        new = await client.get("/v1/new")

    assert [answer.status_code for answer in (old, known, missing, new)] == [200, 304, 404, 200]
    for answer in (old, known, missing):
        assert answer.headers["deprecation"] == "@1799539200"  # date -ud 2027-01-10 +%s
        assert answer.headers["sunset"] == "Mon, 10 Jan 2028 00:00:00 GMT"
        assert f'<{GUIDE}>; rel="deprecation"' in answer.headers["link"]
    assert not {"deprecation", "sunset", "link"} & set(new.headers)


def test_the_document_marks_it(app: FastAPI) -> None:
    paths = openapi.document(app)["paths"]

    assert paths["/v1/old"]["get"]["deprecated"] is True
    assert paths["/v1/old"]["get"]["x-ending"]["ends"] == "2028-01-10"
    assert "deprecated" not in paths["/v1/new"]["get"]


def test_nothing_ends_sooner_than_was_promised() -> None:
    with pytest.raises(ValueError, match="365 days"):
        ending(announced=date(2027, 1, 10), ends=date(2028, 1, 9), guide=GUIDE)
    promise = Path(__file__).parents[3] / "docs" / "integrate" / "versioning.md"
    assert "365 days" in promise.read_text(encoding="utf-8")
