"""A list of addresses: what is refused, in which words, and what is stored of it."""

from typing import Any

import pytest
from fastapi import FastAPI

from survey_api.mail.slips import purpose_of
from tests.fixtures.office import Office, make_sealing_keys, plan
from tests.fixtures.respondent_api import client_of
from tests.integration.mail.conftest import ELIGIBLE, SCOPES, Wave, counts, staff

EMPTY = {"mail_queue": 0, "mail_addresses": 0, "mail_reminders": 0, "access_codes": 0}


async def test_another_districts_key_finds_nothing(wave: Wave, operator: Office) -> None:
    other = await operator.district("Elsewhere")
    stranger = Office.with_key(operator.http, await operator.key(other, *SCOPES))

    answers = [
        await stranger.http.post(f"{wave.url}/addresses", json={"addresses": staff()}),
        await stranger.http.get(f"{wave.url}/mail"),
        await stranger.http.get(f"{wave.url}/bounces"),
        await stranger.http.post(f"{wave.url}/replacements", json={"address": staff()[0]}),
        await stranger.http.post(f"/v1/administrations/{wave.administration}/reminders"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


async def test_a_key_that_only_reads_gives_no_addresses_and_sees_none(wave: Wave, operator: Office) -> None:
    district = (await wave.office.http.get(f"/v1/administrations/{wave.administration}")).json()["district"]
    reader = Office.with_key(operator.http, await operator.key(district, "surveys.read"))

    answers = [
        await reader.http.post(f"{wave.url}/addresses", json={"addresses": staff()}),
        await reader.http.get(f"{wave.url}/bounces"),
        await reader.http.post("/v1/mail/test", json={"address": staff()[0]}),
        await reader.http.get(f"{wave.url}/mail"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 200]


@pytest.mark.parametrize("content", ["", "email\r\n\r\n", "\ufeff"])
async def test_a_list_without_an_address_is_refused(wave: Wave, superuser: Any, content: str) -> None:
    answer = await wave.office.http.post(
        f"{wave.url}/addresses",
        content=content.encode(),
        headers={"Content-Type": "text/csv"},
        params={"incomplete": True},
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-request")
    assert "no address" in answer.json()["detail"]
    assert await superuser.fetchval("SELECT count(*) FROM audit_log WHERE action = 'addresses.given'") == 0


async def test_faults_name_lines_and_never_an_address(
    wave: Wave, superuser: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["email", "canary-one@x.example", "canary-two", "CANARY-one@X.example", "canary-three@nodot"]

    answer = await wave.office.http.post(
        f"{wave.url}/addresses", content="\r\n".join(lines), headers={"Content-Type": "text/plain"}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "addresses-refused")
    faults = [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
    assert faults == [("line/3", "malformed"), ("line/4", "twice"), ("line/5", "malformed")]
    logged = capsys.readouterr()
    assert "canary" not in (answer.text + logged.out + logged.err).lower()
    assert await counts(superuser, wave.participation) == EMPTY


@pytest.mark.parametrize(
    "address",
    ["", "x", "@school.example", "a b@school.example", "a@b@c.example", "a@-x.example", "é@school.example",
     "a@school.example\nBcc: b@c.example", "a" * 65 + "@school.example", "a@" + "b." * 130 + "example"],
)  # fmt: skip
async def test_what_is_no_address_is_refused(wave: Wave, superuser: Any, address: str) -> None:
    answer = await wave.office.http.post(f"{wave.url}/addresses", json={"addresses": [address]})

    assert answer.status_code == 422
    assert await counts(superuser, wave.participation) == EMPTY


@pytest.mark.parametrize(
    "body", [b'{"addresses": [', b'{"addresses": []}', b'{"people": ["a@b.example"]}', b"{}"]
)
async def test_a_malformed_list_is_refused_without_repeating_it(wave: Wave, body: bytes) -> None:
    answer = await wave.office.http.post(
        f"{wave.url}/addresses", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code in {400, 422}
    assert "a@b.example" not in answer.text


async def test_the_number_must_be_the_manifests(wave: Wave, superuser: Any) -> None:
    fewer = await wave.give(staff(ELIGIBLE - 1))
    more = await wave.give(staff(ELIGIBLE + 1))
    assert [(one.status_code, one.json()["code"]) for one in (fewer, more)] == [
        (422, "address-count-differs")
    ] * 2
    assert await counts(superuser, wave.participation) == EMPTY

    first = await wave.give(staff(ELIGIBLE - 1), incomplete=True)
    again = await wave.give([staff()[0], *staff(ELIGIBLE)[-1:]])
    last = await wave.give(staff(ELIGIBLE)[-1:])
    beyond = await wave.give(["one.more@lakeview.example"])

    assert (first.status_code, first.json()["addresses"]) == (201, ELIGIBLE - 1)
    assert [fault["pointer"] for fault in again.json()["errors"]] == ["line/2"]  # nobody gets two codes
    assert (last.status_code, last.json()["addresses"]) == (201, ELIGIBLE)
    assert beyond.json()["code"] == "address-count-differs"


async def test_only_while_ready_or_open_and_only_with_access_email(wave: Wave) -> None:
    district = (await wave.office.http.get(f"/v1/administrations/{wave.administration}")).json()["district"]
    school = await wave.office.school(district, "Second")
    draft = await wave.office.administration(district, [school], access="email")
    cards = await wave.office.administration(district, [await wave.office.school(district, "Third")])
    refused = [
        (
            await wave.office.http.post(f"/v1/participations/{one['participations'][0]}/addresses", json=body)
        ).json()
        for one, body in ((draft, {"addresses": staff()}), (cards, {"addresses": staff()}))
    ]
    await wave.open()
    await wave.close()

    late = await wave.give(staff())

    assert [one["code"] for one in refused] == ["wrong-state", "no-mail"]
    assert late.json()["code"] == "wrong-state"
    made = await wave.office.http.post(f"{wave.url}/cards")
    assert made.json()["code"] == "no-cards"


async def test_without_a_mail_server_access_email_never_becomes_ready(
    api: FastAPI, admin_key: str, superuser: Any
) -> None:
    async with client_of(api) as client:
        operator = Office.with_key(client, admin_key)
        district = await operator.district()
        body = plan(district, [await operator.school(district)]) | {"access": "email"}
        made = await operator.made("/v1/administrations", body)
        await make_sealing_keys(superuser, made["id"])

        ready = await operator.http.post(f"/v1/administrations/{made['id']}/ready")
        trial = await operator.http.post("/v1/mail/test", json={"address": "a@b.example"})

    assert (ready.status_code, ready.json()["code"]) == (409, "mail-not-configured")
    assert "SMTP_HOST" in ready.json()["detail"]
    assert trial.json()["code"] == "mail-not-configured"
    assert await superuser.fetchval("SELECT count(*) FROM participations WHERE manifest IS NOT NULL") == 0


async def test_rows_are_of_one_length_in_an_order_of_their_own_and_only_ciphertext(
    wave: Wave, superuser: Any
) -> None:
    addresses = [f"{'x' * (7 * number + 1)}@lakeview.example" for number in range(ELIGIBLE)]
    await wave.give(addresses)

    for table, kind in (("mail_queue", "invitation"), ("mail_addresses", "address")):
        rows = await superuser.fetch(f"SELECT id, sealed FROM {table} ORDER BY ctid")  # noqa: S608 - our own
        assert len({len(row["sealed"]) for row in rows}) == 1
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
        assert all(b"lakeview" not in row["sealed"] for row in rows)
        assert {row["id"].version for row in rows} == {4}
        assert purpose_of(kind) in {"codes", "addresses"}
    queued = {row["id"] for row in await superuser.fetch("SELECT id FROM mail_queue")}
    listed = {row["id"] for row in await superuser.fetch("SELECT id FROM mail_addresses")}
    assert not queued & listed


async def test_the_audit_trail_counts_and_names_nobody(wave: Wave, superuser: Any) -> None:
    await wave.give(staff())
    await wave.office.http.post("/v1/mail/test", json={"address": "canary-person-tester@lakeview.example"})

    trail = str(await superuser.fetch("SELECT action, subject, detail FROM audit_log"))

    assert "addresses.given" in trail
    assert "mail.tested" in trail
    assert "canary" not in trail
    assert f'{{"n_addresses": {ELIGIBLE}}}' in trail
