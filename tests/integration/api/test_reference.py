"""The reference page: all of the document, nothing from elsewhere, and nothing that runs."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import httpx
from fastapi import FastAPI

from survey_api.openapi import operations
from survey_api.problems import Problem
from survey_api.reference.page import page

VOID = {"meta"}


class Reading(HTMLParser):
    """Every element in its place; ids, links and texts are kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.style = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names |= {tag, *given}
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data


async def test_every_operation_and_every_schema_is_there_and_links_lead_somewhere(
    api: FastAPI, client: httpx.AsyncClient
) -> None:
    answer = await client.get("/v1/reference")
    read = Reading(answer.text)

    document = api.openapi()
    webhooks = {one["post"]["operationId"] for one in document.get("webhooks", {}).values()}
    wanted = {operation["operationId"] for operation in operations(document)} - webhooks
    wanted |= {f"schema-{name}" for name in document["components"]["schemas"]}
    assert wanted <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    inside = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    outside = {link for link in read.links if not link.startswith("#")}
    assert outside - {f"problems/{code}" for code in Problem.catalogue} == {"openapi.json", "problems"}
    assert "webhooks.manage" in answer.text


async def test_nothing_is_loaded_and_nothing_runs(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/reference")
    read = Reading(answer.text)

    policy = answer.headers["content-security-policy"]
    digest = base64.b64encode(hashlib.sha256(read.style.encode()).digest()).decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert not read.names & {"script", "src", "link", "img", "iframe", "form", "style=", "onclick", "onload"}


def test_what_the_document_says_is_text() -> None:
    hostile = "<script>alert(1)</script>\" onclick='x'"
    operation: dict[str, Any] = {
        "operationId": "x",
        "description": hostile,
        "tags": [hostile],
        "parameters": [{"name": hostile, "in": "query", "description": f"`{hostile}`", "schema": {}}],
        "requestBody": {"content": {hostile: {"example": hostile, "schema": {"enum": [hostile]}}}},
        "responses": {"200": {"description": hostile, "content": {"x": {"example": {hostile: hostile}}}}},
    }
    schema = {"description": hostile, "properties": {hostile: {"type": "string", "const": hostile}}}
    written = page(
        {
            "info": {"title": hostile, "version": hostile, "summary": hostile},
            "paths": {f"/{hostile}": {"get": operation}},
            "components": {"schemas": {"X": schema}},
        }
    )

    read = Reading(written)
    assert "script" not in read.names
    assert "onclick" not in read.names
    assert len(re.findall(r"&lt;script&gt;", written)) > 10
