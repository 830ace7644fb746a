"""One shape for every failure, and nothing in it that a respondent sent."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api.problems import Problem
from tests.fixtures.office import Office, plan

MEMBERS = {"type", "title", "status", "detail", "code", "request_id"}
CANARY = "CANARY7K2M9QXD"


def assert_problem(answer: httpx.Response, *, respondents: bool = False) -> dict[str, Any]:
    """The uniform shape; what respondents get names no request."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert set(problem) - {"errors"} == (MEMBERS - {"request_id"} if respondents else MEMBERS)
    assert problem["status"] == answer.status_code
    assert problem["code"] in Problem.catalogue
    assert problem["type"].endswith(f"/v1/problems/{problem['code']}")
    assert problem.get("request_id") == answer.headers.get("x-request-id")
    for error in problem.get("errors", []):
        assert set(error) == {"pointer", "code", "detail"}
    return problem


async def test_an_unknown_address_is_404(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/v1/{CANARY}")

    assert assert_problem(answer)["code"] == "not-found"
    assert CANARY not in answer.text


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/livez", "GET, HEAD"),
        ("/v1/passes", "POST"),
        ("/v1/schools", "GET, HEAD, POST"),
        ("/v1/schools/00000000-0000-4000-8000-000000000000", "GET, HEAD, PATCH"),
        ("/v1/administrations/00000000-0000-4000-8000-000000000000/open", "POST"),
    ],
)
async def test_405_lists_every_method_that_works(client: httpx.AsyncClient, path: str, allowed: str) -> None:
    answer = await client.put(path)

    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert_problem(answer, respondents=path == "/v1/passes")


@pytest.mark.parametrize("path", ["/livez", "/v1/schemas/profile", "/"])
async def test_get_routes_serve_head(client: httpx.AsyncClient, path: str) -> None:
    full, head = await client.get(path), await client.head(path)

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == full.headers["content-length"] == str(len(full.content))


@pytest.mark.parametrize("body", [b"{", b"", b'{"name": }', b"\xff\xfe{", b'{"name":"\xff"}'])
async def test_malformed_json_is_400(operator: Office, body: bytes) -> None:
    answer = await operator.http.post(
        "/v1/districts", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in {400, 422}
    problem = assert_problem(answer)
    assert problem["code"] == ("malformed-request" if body else "invalid-request")


async def test_json_without_its_content_type_is_400(operator: Office) -> None:
    answer = await operator.http.post("/v1/districts", content=b'{"name": "x"}')

    assert (answer.status_code, assert_problem(answer)["code"]) == (400, "malformed-request")


async def test_all_validation_errors_come_at_once_with_pointers(operator: Office) -> None:
    body = {
        "name": "",
        "colour": "red",
        "external_ids": [{"system": "nces", "value": 100005}, {"system": "fax", "value": "1"}],
    }

    answer = await operator.http.post("/v1/districts", json=body)

    problem = assert_problem(answer)
    assert answer.status_code == 422
    assert {error["pointer"] for error in problem["errors"]} == {
        "/name",
        "/colour",
        "/external_ids/0/value",
        "/external_ids/1/system",
    }


async def test_a_text_that_the_database_cannot_hold_is_422(
    operator: Office, client: httpx.AsyncClient
) -> None:
    district = await operator.district()
    wave = await operator.http.post("/v1/administrations", json=plan(district) | {"instrument": "a\0b"})
    document = await operator.http.post(
        f"/v1/instruments?district={district}", json={"instrument": "x\0", "title": {"en": "\0"}}
    )
    code = await client.post("/v1/passes", json={"participation": district, "code": "\0", "blinded": "\0"})

    assert [answer.status_code for answer in (wave, document)] == [422, 422]
    assert code.status_code in {404, 422}
    assert_problem(wave)


async def test_pointers_of_paths_and_queries_say_where(operator: Office) -> None:
    path = await operator.http.get("/v1/schools/not-a-uuid")
    query = await operator.http.get("/v1/schools?limit=0")
    cursor = await operator.http.get("/v1/schools?cursor=nonsense")

    assert assert_problem(path)["errors"][0]["pointer"] == "path/school_id"
    assert assert_problem(query)["errors"][0]["pointer"] == "query/limit"
    assert assert_problem(cursor)["errors"][0]["pointer"] == "query/cursor"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/passes", {"participation": CANARY, "code": CANARY, "blinded": CANARY, CANARY: 1}),
        ("POST", "/v1/responses", {"participation": CANARY, "message": CANARY, "sealed": CANARY, CANARY: 1}),
        ("GET", f"/v1/participations/{CANARY}/manifest", None),
        ("GET", f"/v1/participations/{CANARY}/questionnaire?language={CANARY}", None),
        ("GET", f"/v1/participations/{CANARY}/record", None),
        ("GET", f"/v1/participations/{CANARY}/report", None),
    ],
)
async def test_respondent_routes_never_repeat_what_was_sent(
    client: httpx.AsyncClient, method: str, path: str, body: dict[str, Any] | None
) -> None:
    answer = await client.request(method, path, json=body)

    assert answer.status_code in {400, 404, 422}
    assert_problem(answer, respondents=True)
    assert CANARY not in answer.text
    assert CANARY.lower() not in answer.text.lower()


async def test_bodies_over_the_limit_are_413_before_they_are_parsed(client: httpx.AsyncClient) -> None:
    declared = await client.post("/v1/passes", content=b"{" * 2**15)

    async def endless() -> Any:
        for _ in range(64):
            yield b"{" * 2**10

    streamed = await client.post("/v1/passes", content=endless())

    assert assert_problem(declared, respondents=True)["status"] == 413
    assert assert_problem(streamed, respondents=True)["status"] == 413


async def test_an_unexpected_error_is_500_without_its_message(
    api: FastAPI, client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail() -> None:
        secret = CANARY  # noqa: F841 - a local variable that must not be printed
        raise RuntimeError(f"the value was {CANARY}")

    api.add_api_route("/v1/fails", fail)

    answer = await client.get("/v1/fails")

    logged = capsys.readouterr()
    assert assert_problem(answer)["code"] == "internal-error"
    assert "RuntimeError" in logged.out
    assert answer.json()["request_id"] in logged.out
    assert CANARY not in answer.text + logged.out + logged.err


async def test_every_problem_is_explained(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/v1/problems")).json()["data"]

    assert {entry["code"] for entry in listed} == set(Problem.catalogue)
    for entry in listed:
        assert (await client.get(f"/v1/problems/{entry['code']}")).json() == entry
    assert (await client.get("/v1/problems/nonsense")).status_code == 404


def test_the_catalogue_is_in_one_place() -> None:
    homes = {kind.__module__.rpartition(".")[0] for kind in Problem.catalogue.values()}

    assert homes == {"survey_api.problems"}
    assert all(kind.advice() for kind in Problem.catalogue.values())
