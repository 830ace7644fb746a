"""One more message in place of a lost one: capped, audited without the address, published as a number."""

import asyncio
from typing import Any

from tests.fixtures.mail_server import MailServer
from tests.integration.mail.conftest import ELIGIBLE, Wave, code_in, counts, staff

CAP = 2  # max(2, 5 % of 8)


async def ask(wave: Wave, address: str) -> tuple[int, str | None]:
    answer = await wave.office.http.post(f"{wave.url}/replacements", json={"address": address})
    return answer.status_code, answer.json().get("code")


async def test_not_before_the_addresses_not_without_one_and_not_by_number(wave: Wave) -> None:
    early = await ask(wave, staff()[0])
    await wave.give(staff())

    assert early == (409, "addresses-not-given")
    assert await ask(wave, "nobody") == (422, "invalid-request")
    for body in ({}, {"n": 1, "address": staff()[0]}):
        assert (await wave.office.http.post(f"{wave.url}/replacements", json=body)).status_code == 422
    by_number = await wave.office.http.post(f"{wave.url}/replacements", json={"n": 1})
    assert (by_number.status_code, by_number.json()["code"]) == (409, "no-cards")


async def test_a_replacement_brings_a_second_code_and_leaves_the_first(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()
    lost = staff()[3]
    made = await wave.office.http.post(f"{wave.url}/replacements", json={"address": lost})
    await wave.send()

    assert (made.status_code, made.json()["cards"]) == (201, [])
    codes = {code_in(message, wave.participation) for message in server.of(lost)}
    assert len(codes) == 2
    stored = await counts(superuser, wave.participation)
    assert (stored["access_codes"], stored["mail_addresses"], stored["mail_queue"]) == (
        ELIGIBLE + 1,
        ELIGIBLE,
        0,
    )
    shown = (await wave.office.http.get(wave.url)).json()
    assert (shown["replacements_issued"], shown["replacement_cap"]) == (1, CAP)
    trail = str(await superuser.fetch("SELECT action, subject, detail FROM audit_log"))
    assert "mail.replaced" in trail
    assert "canary" not in trail


async def test_the_cap_holds_however_many_ask_at_once(wave: Wave, superuser: Any) -> None:
    await wave.give(staff())
    await wave.open()

    answers = await asyncio.gather(*(ask(wave, address) for address in staff()[:5]))

    assert sorted(status for status, _ in answers) == [201, 201, 409, 409, 409]
    assert {code for status, code in answers if status == 409} == {"replacements-exhausted"}
    assert (await counts(superuser, wave.participation))["access_codes"] == ELIGIBLE + CAP


async def test_a_refused_replacement_names_its_address_and_frees_no_place(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()
    server.refuse.add("typo@lakeview.example")
    await ask(wave, "typo@lakeview.example")
    await wave.send()

    assert (await wave.office.http.get(f"{wave.url}/bounces")).json()["addresses"] == [
        "typo@lakeview.example"
    ]
    assert (await counts(superuser, wave.participation))["access_codes"] == ELIGIBLE
    assert (await wave.give(["one.more@lakeview.example"])).json()["code"] == "address-count-differs"
