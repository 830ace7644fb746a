"""`POST /v1/responses`: refusals that store nothing, then the first one wins, always told "recorded"."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import httpx
import pytest

from survey_core.encoding import b64url, unb64url
from survey_core.passes.client import prepare
from survey_core.passes.spent import pass_hash
from survey_core.tables.locks import participation_lock
from tests.fixtures.respondent_api import client_of
from tests.fixtures.surveys import Survey, add_survey

Superuser: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
RECORDED = {"recorded": True}


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir)


async def stored(superuser: Superuser) -> int:
    count: int = await superuser.fetchval("SELECT count(*) FROM sealed_responses")
    return count


def malformed(good: dict[str, str], survey: Survey) -> dict[str, tuple[str, dict[str, Any]]]:
    """By name: the pointer that must be named, and the changes; None takes the field out."""
    long = survey.sealed_length
    return {
        "no participation": ("/participation", {"participation": None}),
        "participation in capitals": ("/participation", {"participation": good["participation"].upper()}),
        "participation without hyphens": (
            "/participation",
            {"participation": good["participation"].replace("-", "")},
        ),
        "participation is a list": ("/participation", {"participation": [good["participation"]]}),
        "no message": ("/message", {"message": None}),
        "message too short": ("/message", {"message": good["message"][:-4]}),
        "message too long": ("/message", {"message": good["message"] + "AAAA"}),
        "message padded": ("/message", {"message": good["message"] + "="}),
        "message with loose last bits": ("/message", {"message": _loosen(good["message"])}),
        "message is a number": ("/message", {"message": 7}),
        "no signature": ("/signature", {"signature": None}),
        "signature too short": ("/signature", {"signature": good["signature"][:-4]}),
        "signature too long": ("/signature", {"signature": good["signature"] + "AAAA"}),
        "signature in the other alphabet": ("/signature", {"signature": "+" + good["signature"][1:]}),
        "signature with a line break": ("/signature", {"signature": good["signature"] + "\n"}),
        "no ciphertext": ("/sealed", {"sealed": None}),
        "ciphertext empty": ("/sealed", {"sealed": ""}),
        "ciphertext one byte short": ("/sealed", {"sealed": b64url(bytes(long - 1))}),
        "ciphertext one byte long": ("/sealed", {"sealed": b64url(bytes(long + 1))}),
        "ciphertext padded": ("/sealed", {"sealed": good["sealed"] + "=="}),
        "ciphertext null": ("/sealed", {"sealed": "\0"}),
        "a field nobody knows": ("", {"canary-name": "canary-value"}),
    }


def _loosen(text: str) -> str:
    """Set an unused bit of the last symbol: the same bytes, spelled another way."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]


async def test_every_malformed_field_is_named_and_nothing_is_stored_or_repeated(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    good = survey.submission()
    seen, expected = {}, {}
    for name, (pointer, changes) in malformed(good, survey).items():
        body = {key: value for key, value in (good | changes).items() if value is not None}
        answer = await client.post("/v1/responses", json=body)
        pointers = {error["pointer"] for error in answer.json().get("errors", ())}
        seen[name] = (answer.status_code, pointers)
        expected[name] = (422, {pointer})
        for value in ("canary", good["message"], good["signature"], good["sealed"]):
            assert value not in answer.text, name

    assert seen == expected
    assert await stored(superuser) == 0
    assert (await client.post("/v1/responses", json=good)).status_code == 201


async def test_what_is_no_json_object_is_refused(client: httpx.AsyncClient) -> None:
    statuses = [
        (await client.post("/v1/responses", content=raw)).status_code
        for raw in (b"", b"{", b"\xff", b"[]", b"null", b'"x"')
    ]

    assert statuses == [400, 400, 400, 422, 422, 422]


async def test_a_body_over_the_limit_is_refused_before_it_is_parsed(client: httpx.AsyncClient) -> None:
    async def in_pieces() -> Any:
        for _ in range(40):
            yield b"{" * 4096

    declared = await client.post("/v1/responses", content=b"{" * 2**18)
    undeclared = await client.post("/v1/responses", content=in_pieces())

    assert (declared.status_code, undeclared.status_code) == (413, 413)


async def test_forged_and_cross_school_passes_are_refused(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    same_key = await add_survey(database_url, key_dir=key_dir)
    other_key = await add_survey(database_url, key_dir=key_dir, key_number=1)
    message, signature = survey.new_pass()
    _, other_message = same_key.new_pass()[0], same_key.new_pass()[0]
    flipped = bytes([signature[0] & 0x7F, *signature[1:-1], signature[-1] ^ 1])
    forgeries = {
        "another message's signature": survey.submission_of(survey.new_pass()[0], signature),
        "a flipped bit": survey.submission_of(message, flipped),
        "all zero": survey.submission_of(message, bytes(384)),
        "not below the modulus": survey.submission_of(message, b"\xff" * 384),
        "another school's key": survey.submission_of(message, other_key.sign(message)),
        "another school's pass": survey.submission_of(other_message, same_key.sign(other_message)),
        "another tag": survey.submission_of(
            relabelled := message.replace(b"ics-pass-v1|", b"ics-pass-v2|"), survey.sign(relabelled)
        ),
    }

    answers = {name: await client.post("/v1/responses", json=body) for name, body in forgeries.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(forgeries, 403)
    assert {answer.json()["code"] for answer in answers.values()} == {"bad-pass"}
    assert await stored(superuser) == 0


async def test_a_signature_with_another_salt_length_is_refused(
    client: httpx.AsyncClient, survey: Survey
) -> None:
    _, message = prepare(str(survey.participation))
    signature = survey.sign(message, salt_length=32)

    answer = await client.post("/v1/responses", json=survey.submission_of(message, signature))

    assert answer.status_code == 403


async def test_an_unknown_participation_is_not_found(client: httpx.AsyncClient, survey: Survey) -> None:
    body = survey.submission() | {"participation": "00000000-0000-4000-8000-000000000000"}

    assert (await client.post("/v1/responses", json=body)).status_code == 404


TOO_LATE: dict[str, dict[str, Any]] = {
    "ready": {"state": "ready"},
    "grace is over, not closed yet": {"closes_in": timedelta(hours=-2), "grace_hours": 1},
    "grace is over": {"state": "closed", "closes_in": timedelta(hours=-2), "grace_hours": 1},
    "no grace": {"state": "closed", "closes_in": timedelta(seconds=-1), "grace_hours": 0},
    "stopped for review": {"state": "review", "closes_in": timedelta(hours=-1)},
    "released": {"state": "released", "closes_in": timedelta(hours=-1)},
    "published": {"state": "published", "closes_in": timedelta(hours=-1)},
}


async def test_a_new_pass_after_close_and_grace_is_refused(
    client: httpx.AsyncClient, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    codes = {}
    for name, when in TOO_LATE.items():
        survey = await add_survey(database_url, key_dir=key_dir, **({"opened_ago": timedelta(days=3)} | when))
        answer = await client.post("/v1/responses", json=survey.submission())
        codes[name] = (answer.status_code, answer.json().get("code"))

    assert codes == dict.fromkeys(TOO_LATE, (409, "survey-not-open"))
    assert await stored(superuser) == 0


async def test_a_new_pass_in_the_grace_time_is_stored(
    client: httpx.AsyncClient, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    survey = await add_survey(
        database_url,
        key_dir=key_dir,
        state="closed",
        opened_ago=timedelta(days=1),
        closes_in=timedelta(minutes=-59),
        grace_hours=1,
    )

    answer = await client.post("/v1/responses", json=survey.submission())

    assert (answer.status_code, answer.json()) == (201, RECORDED)
    assert await stored(superuser) == 1


async def test_the_row_holds_the_pass_hash_and_the_ciphertext_and_one_mark_is_set(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    body = survey.submission()

    answer = await client.post("/v1/responses", json=body)

    assert (answer.status_code, answer.json()) == (201, RECORDED)
    rows = await superuser.fetch("SELECT * FROM sealed_responses")
    assert [dict(row) for row in rows] == [
        {
            "participation_id": survey.participation,
            "pass_hash": pass_hash(unb64url(body["message"])),
            "sealed": unb64url(body["sealed"]),
        }
    ]


async def test_the_first_ciphertext_wins_and_every_later_one_hears_recorded(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    message, signature = survey.new_pass()
    first = survey.submission_of(message, signature, value=1)

    answers = [
        await client.post("/v1/responses", json=body)
        for body in (first, first, survey.submission_of(message, signature, value=6))
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert {answer.content for answer in answers} == {b'{"recorded":true}'}
    assert await superuser.fetchval("SELECT sealed FROM sealed_responses") == unb64url(first["sealed"])


async def test_a_known_pass_is_recorded_after_close_and_after_release_whatever_it_brings(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    message, signature = survey.new_pass()
    assert (
        await client.post("/v1/responses", json=survey.submission_of(message, signature))
    ).status_code == 201
    other = survey.submission_of(message, signature, value=1)

    await superuser.execute(
        "UPDATE administrations SET state = 'closed', closed_at = now() - interval '9 days'"
    )
    await superuser.execute("UPDATE participations SET state = 'closed'")
    after_close = await client.post("/v1/responses", json=other)
    await superuser.execute(
        "INSERT INTO spent_passes SELECT participation_id, pass_hash FROM sealed_responses"
    )
    await superuser.execute("DELETE FROM sealed_responses")
    await superuser.execute("UPDATE participations SET state = 'published'")
    after_release = await client.post("/v1/responses", json=other)

    assert [(a.status_code, a.json()) for a in (after_close, after_release)] == [(200, RECORDED)] * 2
    assert await stored(superuser) == 0


async def test_a_moved_ciphertext_is_stored_because_only_a_release_can_tell(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    """The server cannot open anything; the pass is bound into the seal, so the release rejects it."""
    theirs = survey.submission()
    mine = survey.submission() | {"sealed": theirs["sealed"]}

    assert (await client.post("/v1/responses", json=mine)).status_code == 201
    assert await stored(superuser) == 1


async def test_fifty_concurrent_submissions_of_one_pass_make_one_row_and_all_hear_recorded(
    new_api: Any, survey: Survey, superuser: Superuser
) -> None:
    message, signature = survey.new_pass()
    bodies = [survey.submission_of(message, signature, value=1 + n % 6) for n in range(50)]
    clients = [client_of(await new_api()) for _ in range(2)]

    answers = await asyncio.gather(
        *(clients[n % 2].post("/v1/responses", json=body) for n, body in enumerate(bodies))
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
    assert {answer.content for answer in answers} == {b'{"recorded":true}'}
    winner = next(n for n, answer in enumerate(answers) if answer.status_code == 201)
    sealed = [row["sealed"] for row in await superuser.fetch("SELECT sealed FROM sealed_responses")]
    assert sealed == [unb64url(bodies[winner]["sealed"])]


async def test_many_schools_at_once_from_two_processes_all_arrive_once(
    new_api: Any, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    surveys = [await add_survey(database_url, key_dir=key_dir) for _ in range(6)]
    bodies = [surveys[n % 6].submission() for n in range(120)]
    clients = [client_of(await new_api()) for _ in range(2)]

    # Each body twice, to different processes: batches with the same passes must not deadlock.
    answers = await asyncio.gather(
        *(clients[n % 2].post("/v1/responses", json=bodies[n // 2]) for n in range(240))
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 120 + [201] * 120
    per_school = await superuser.fetch("SELECT count(*) AS n FROM sealed_responses GROUP BY participation_id")
    assert [row["n"] for row in per_school] == [20] * 6


async def test_a_response_that_waited_for_a_release_is_refused_and_not_stored_behind_its_back(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    async with superuser.transaction():
        await superuser.execute("SELECT pg_advisory_xact_lock($1)", participation_lock(survey.participation))
        waiting = asyncio.create_task(client.post("/v1/responses", json=survey.submission()))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        await superuser.execute("UPDATE participations SET state = 'released'")

    answer = await waiting
    assert (answer.status_code, answer.json()["code"]) == (409, "survey-not-open")
    assert await stored(superuser) == 0


async def test_a_release_holds_up_no_other_school_and_nobody_who_is_late(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    over = await add_survey(
        database_url, key_dir=key_dir, state="closed", closes_in=timedelta(seconds=-1), grace_hours=0
    )
    async with superuser.transaction():
        await superuser.execute("SELECT pg_advisory_xact_lock($1)", participation_lock(over.participation))
        async with asyncio.timeout(2):  # less than intake waits for a lock
            answers = await asyncio.gather(
                client.post("/v1/responses", json=survey.submission()),
                client.post("/v1/responses", json=over.submission()),
            )

    assert [answer.status_code for answer in answers] == [201, 409]


async def test_a_lock_that_is_never_given_asks_to_come_back(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    body = survey.submission()
    async with superuser.transaction():
        await superuser.execute("SELECT pg_advisory_xact_lock($1)", participation_lock(survey.participation))
        refused = await client.post("/v1/responses", json=body)

    assert (refused.status_code, refused.json()["code"]) == (503, "not-stored")
    assert (await client.post("/v1/responses", json=body)).status_code == 201
