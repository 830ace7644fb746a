"""`POST /v1/passes`: refusals that leave the code alone, then one code, one signature."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import httpx
import pytest

from survey_core.encoding import b64url, unb64url
from survey_core.passes.client import blind, finalize, prepare
from survey_core.passes.codes import new_code
from survey_core.passes.signer import IssuerKey
from survey_core.passes.verifier import PassVerifier
from tests.fixtures.respondent_api import client_of
from tests.fixtures.surveys import Survey, add_survey

Superuser: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir)


def request_for(survey: Survey, **changes: str | None) -> dict[str, Any]:
    _, input_msg = prepare(str(survey.participation))
    blinded, _ = blind(input_msg, modulus(survey))
    body: dict[str, Any] = {
        "participation": str(survey.participation),
        "code": survey.codes[0],
        "blinded": b64url(blinded),
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


def modulus(survey: Survey) -> bytes:
    return IssuerKey.from_pem(survey.issuer_pem).public_modulus()


async def used_codes(superuser: Superuser) -> int:
    count: int = await superuser.fetchval("SELECT count(*) FROM access_codes WHERE blinded_hash IS NOT NULL")
    return count


def malformed(survey: Survey) -> dict[str, tuple[str, dict[str, Any]]]:
    """By name: the pointer that must be named, and the changes; None takes the field out."""
    n = int.from_bytes(modulus(survey), "big")
    out_of_range: dict[str, tuple[str, dict[str, Any]]] = {
        f"x = {name}": ("/blinded", {"blinded": b64url(x.to_bytes(384, "big"))})
        for name, x in (("0", 0), ("1", 1), ("n - 1", n - 1), ("n", n))
    }
    fields: dict[str, tuple[str, dict[str, Any]]] = {
        "no participation": ("/participation", {"participation": None}),
        "participation in capitals": (
            "/participation",
            {"participation": "AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA"},
        ),
        "participation in braces": ("/participation", {"participation": f"{{{survey.participation}}}"}),
        "participation is a number": ("/participation", {"participation": 7}),
        "no code": ("", {"code": None}),
        "code and word": ("", {"word": "harbour"}),
        "a word instead of a code": ("/code", {"code": None, "word": "harbour"}),
        "code is a list": ("/code", {"code": ["A"]}),
        "code is too long": ("/code", {"code": "A" * 65}),
        "code misses a symbol": ("/code", {"code": "0" * 19}),
        "code has a wrong check symbol": ("/code", {"code": "0" * 19 + "1"}),
        "no blinded message": ("/blinded", {"blinded": None}),
        "blinded empty": ("/blinded", {"blinded": ""}),
        "blinded short": ("/blinded", {"blinded": b64url(b"\x01" * 383)}),
        "blinded long": ("/blinded", {"blinded": b64url(b"\x01" * 385)}),
        "blinded padded": ("/blinded", {"blinded": b64url(b"\x01" * 384) + "="}),
        "blinded in another alphabet": ("/blinded", {"blinded": "+" * 512}),
        "blinded of nulls": ("/blinded", {"blinded": "\x00" * 512}),
        "blinded is a number": ("/blinded", {"blinded": 7}),
        "all ones": ("/blinded", {"blinded": b64url(b"\xff" * 384)}),
        "a field nobody knows": ("", {"canary-name": "canary-value"}),
    }
    return fields | out_of_range


async def test_any_malformed_field_is_named_without_an_echo_and_the_code_stays_unused(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    seen, expected = {}, {}
    for name, (pointer, changes) in malformed(survey).items():
        answer = await client.post("/v1/passes", json=request_for(survey, **changes))
        seen[name] = (answer.status_code, {error["pointer"] for error in answer.json().get("errors", ())})
        expected[name] = (422, {pointer})
        for value in ("canary", "harbour", survey.codes[0], "AAAAAAAA"):
            assert value not in answer.text, name

    assert seen == expected
    assert await used_codes(superuser) == 0
    assert (await client.post("/v1/passes", json=request_for(survey))).status_code == 200


async def test_the_ends_of_the_range_are_taken(client: httpx.AsyncClient, survey: Survey) -> None:
    n = int.from_bytes(modulus(survey), "big")
    bodies = [
        request_for(survey, code=survey.codes[at], blinded=b64url(x.to_bytes(384, "big")))
        for at, x in enumerate((2, n - 2))
    ]

    assert [(await client.post("/v1/passes", json=body)).status_code for body in bodies] == [200, 200]


async def test_what_is_no_json_object_or_too_long_is_refused(client: httpx.AsyncClient) -> None:
    bodies = (b"", b"{", b"\xff\xfe", b"[]", b'"x"', b"null", b"{" * 2**15)
    answers = [await client.post("/v1/passes", content=raw) for raw in bodies]

    assert [answer.status_code for answer in answers] == [400, 400, 400, 422, 422, 422, 413]
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


async def test_an_unknown_code_is_not_found_and_signs_nothing(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    answer = await client.post("/v1/passes", json=request_for(survey, code=new_code()))

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-code")
    assert await used_codes(superuser) == 0


async def test_another_schools_code_is_unknown(
    client: httpx.AsyncClient, survey: Survey, database_url: str, key_dir: Path
) -> None:
    other = await add_survey(database_url, key_dir=key_dir)

    answer = await client.post("/v1/passes", json=request_for(survey, code=other.codes[0]))

    assert answer.status_code == 404


async def test_an_unknown_participation_is_not_found(client: httpx.AsyncClient, survey: Survey) -> None:
    body = request_for(survey, participation="00000000-0000-4000-8000-000000000000")

    assert (await client.post("/v1/passes", json=body)).status_code == 404


OUTSIDE_THE_WINDOW: dict[str, dict[str, Any]] = {
    "ready": {"state": "ready"},
    "closed": {"state": "closed"},
    "published": {"state": "published"},
    "over but not closed yet": {"closes_in": timedelta(seconds=-5)},
    "before the beginning": {"opened_ago": timedelta(minutes=-5)},
    "collected elsewhere": {"access": "import"},
}


async def test_outside_the_window_no_pass_is_issued(
    client: httpx.AsyncClient, database_url: str, key_dir: Path, superuser: Superuser
) -> None:
    seen = {}
    for name, when in OUTSIDE_THE_WINDOW.items():
        survey = await add_survey(database_url, key_dir=key_dir, **when)
        for changes in ({}, {"blinded": b64url(bytes(384))}, {"code": "0" * 20}):
            answer = await client.post("/v1/passes", json=request_for(survey, **changes))
            seen[name, *changes] = (answer.status_code, answer.json()["code"])

    assert len(seen) == 3 * len(OUTSIDE_THE_WINDOW)
    assert seen == dict.fromkeys(seen, (409, "survey-not-open"))
    assert await used_codes(superuser) == 0


async def test_a_missing_issuer_key_is_our_fault_and_leaves_the_code_alone(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser, key_dir: Path
) -> None:
    (key_dir / f"{survey.participation}.pem").unlink()

    answer = await client.post("/v1/passes", json=request_for(survey))

    assert answer.status_code == 503
    assert await used_codes(superuser) == 0


async def test_the_signature_unblinds_to_a_pass_and_only_hashes_are_stored(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    _, input_msg = prepare(str(survey.participation))
    blinded, inverse = blind(input_msg, modulus(survey))

    answer = await client.post("/v1/passes", json=request_for(survey, blinded=b64url(blinded)))

    assert answer.status_code == 200
    assert set(answer.json()) == {"signature"}
    signature = finalize(
        input_msg, n=modulus(survey), blind_sig=unb64url(answer.json()["signature"]), inv=inverse
    )
    assert PassVerifier(modulus(survey)).verify(input_msg, signature)
    stored = await superuser.fetch("SELECT blinded_hash FROM access_codes WHERE blinded_hash IS NOT NULL")
    assert [row["blinded_hash"] for row in stored] == [hashlib.sha256(blinded).digest()]


async def test_a_code_is_taken_in_any_spelling(client: httpx.AsyncClient, survey: Survey) -> None:
    code = survey.codes[0]
    spelled = " ".join(code[i : i + 4] for i in range(0, 20, 4)).lower().replace("0", "o").replace("1", "l")

    assert (await client.post("/v1/passes", json=request_for(survey, code=spelled))).status_code == 200


async def test_the_same_request_gets_the_same_answer_and_another_one_409(
    client: httpx.AsyncClient, survey: Survey
) -> None:
    body = request_for(survey)

    first, again = [await client.post("/v1/passes", json=body) for _ in range(2)]
    other = await client.post("/v1/passes", json=request_for(survey))

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.content == again.content
    assert (other.status_code, other.json()["code"]) == (409, "code-already-used")


async def test_fifty_concurrent_issues_of_one_code_make_one_signature(
    new_api: Any, survey: Survey, superuser: Superuser
) -> None:
    bodies = [request_for(survey) for _ in range(50)]
    clients = [client_of(await new_api()) for _ in range(2)]

    answers = await asyncio.gather(
        *(clients[n % 2].post("/v1/passes", json=body) for n, body in enumerate(bodies))
    )

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 49
    assert await used_codes(superuser) == 1


async def test_fifty_concurrent_repetitions_of_one_request_get_the_same_signature(
    new_api: Any, survey: Survey, superuser: Superuser
) -> None:
    body = request_for(survey)
    clients = [client_of(await new_api()) for _ in range(2)]

    answers = await asyncio.gather(*(clients[n % 2].post("/v1/passes", json=body) for n in range(50)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert await used_codes(superuser) == 1
