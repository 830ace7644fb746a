"""A reminder: the same for everyone, no code, once a day."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.fixtures.mail_server import MailServer
from tests.fixtures.office import make_sealing_keys
from tests.integration.mail.conftest import ELIGIBLE, LINK, Wave, counts, staff


def url(wave: Wave) -> str:
    return f"/v1/administrations/{wave.administration}/reminders"


async def test_not_before_the_opening_and_not_after_the_close(wave: Wave) -> None:
    early = await wave.office.http.post(url(wave))
    await wave.open()
    await wave.close()
    late = await wave.office.http.post(url(wave))

    assert [(one.status_code, one.json()["code"]) for one in (early, late)] == [(409, "wrong-state")] * 2


async def test_everyone_gets_the_same_reminder_without_any_code(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()
    server.inbox.clear()

    asked = await wave.office.http.post(url(wave))
    await wave.send()

    assert (asked.status_code, asked.json()["sent_to_everyone"]) == (202, True)
    assert sorted(server.recipients) == sorted(staff())
    texts = {message.get_content() for _, message in server.inbox}
    assert len(texts) == 1
    assert not LINK.search(texts.pop())
    stored = await counts(superuser, wave.participation)
    assert (stored["mail_queue"], stored["mail_reminders"]) == (0, 0)


async def test_at_most_once_in_24_hours(wave: Wave, server: MailServer, superuser: Any) -> None:
    await wave.give(staff())
    await wave.open()
    first = await wave.office.http.post(url(wave))
    again = await wave.office.http.post(url(wave))
    await superuser.execute("UPDATE audit_log SET at = at - interval '24 hours'")
    tomorrow = await wave.office.http.post(url(wave))
    await wave.send()

    assert (again.status_code, again.json()["code"]) == (409, "already-reminded")
    assert (first.status_code, tomorrow.status_code) == (202, 202)
    assert len(server.inbox) == 2 * ELIGIBLE  # an invitation and one reminder: two marks are one
    trail = await superuser.fetchval("SELECT count(*) FROM audit_log WHERE action = 'reminders.sent'")
    assert trail == 2


async def test_an_address_that_bounced_is_not_reminded(wave: Wave, server: MailServer) -> None:
    server.refuse.add(staff()[0])
    await wave.give(staff())
    await wave.open()
    await wave.send()
    server.refuse.clear()
    server.inbox.clear()

    await wave.office.http.post(url(wave))
    await wave.send()

    assert sorted(server.recipients) == sorted(staff()[1:])


async def test_without_its_key_a_list_holds_up_nobody_else_and_says_what_to_do(
    wave: Wave, server: MailServer, superuser: Any, key_dir: Path
) -> None:
    """A restore without the key store: every other survey's messages still leave."""
    district = (await wave.office.http.get(f"/v1/administrations/{wave.administration}")).json()["district"]
    school = await wave.office.school(district, "Second")
    made = await wave.office.administration(district, [school], eligible=ELIGIBLE, access="email")
    await make_sealing_keys(superuser, made["id"])
    await wave.office.made(f"/v1/administrations/{made['id']}/ready")
    second = replace(wave, administration=made["id"], participation=made["participations"][0])
    for one in (wave, second):
        await one.give(staff())
        await one.open()
    await wave.send()
    server.inbox.clear()
    (key_dir / f"{wave.participation}.mail-addresses").unlink()

    for one in (wave, second):
        await one.office.made(url(one))
    await wave.send()
    bounces = await wave.office.http.get(f"{wave.url}/bounces")
    more = await wave.give(staff(domain="other.example"))

    assert len(server.inbox) == ELIGIBLE
    assert (await counts(superuser, wave.participation))["mail_reminders"] == 1
    assert bounces.status_code == 200, "none bounced, so no key is needed"
    assert (more.status_code, more.json()["code"]) == (503, "mail-keys-missing")
    assert "ISSUER_KEY_DIR" in more.json()["detail"]


async def test_with_cards_there_is_a_text_to_copy_and_nothing_is_sent(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    district = (await wave.office.http.get(f"/v1/administrations/{wave.administration}")).json()["district"]
    made = await wave.office.administration(district, [await wave.office.school(district, "Second")])
    elsewhere = await wave.office.administration(
        district, [await wave.office.school(district, "Third")], access="import"
    )
    await make_sealing_keys(superuser, made["id"])
    for step in ("ready", "open"):
        await wave.office.made(f"/v1/administrations/{made['id']}/{step}")

    text = await wave.office.http.post(f"/v1/administrations/{made['id']}/reminders")
    imported = await wave.office.http.post(f"/v1/administrations/{elsewhere['id']}/reminders")
    await wave.send()

    assert text.json()["sent_to_everyone"] is False
    assert "card" in text.json()["text"]["en"]
    assert "tarjeta" in text.json()["text"]["es"]
    assert imported.json()["code"] == "collected-elsewhere"
    assert server.inbox == []
