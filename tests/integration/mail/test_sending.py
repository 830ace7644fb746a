"""Messages to everyone, once accepted gone from the queue; refused, put off, interrupted."""

import asyncio
from pathlib import Path
from typing import Any

from survey_core.passes.codes import code_hash
from tests.fixtures.mail_server import MailServer
from tests.integration.mail.conftest import ELIGIBLE, Wave, code_in, counts, new_mailer, staff


async def test_nobody_gets_a_message_before_the_survey_is_open(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    given = await wave.give(staff())
    await wave.send()

    assert given.status_code == 201, given.text
    assert given.json()["waiting"] is True
    assert server.inbox == []
    assert await counts(superuser, wave.participation) == {
        "mail_queue": ELIGIBLE,
        "mail_addresses": ELIGIBLE,
        "mail_reminders": 0,
        "access_codes": ELIGIBLE,
    }


async def test_everyone_gets_one_message_with_a_code_of_their_own(
    wave: Wave, server: MailServer, superuser: Any, key_dir: Path
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()
    await wave.send()

    assert sorted(server.recipients) == sorted(staff())
    codes = {code_in(message, wave.participation) for _, message in server.inbox}
    hashes = await superuser.fetch("SELECT code_hash FROM access_codes")
    assert {code_hash(wave.participation, code) for code in codes} == {row["code_hash"] for row in hashes}
    assert len(codes) == ELIGIBLE
    stored = await counts(superuser, wave.participation)
    assert (stored["mail_queue"], stored["mail_addresses"]) == (0, ELIGIBLE)
    assert server.senders == {"bounces@lakeview.example"}
    # The key that sealed the codes went with the last message; the list's stays until the close.
    assert sorted(path.suffix for path in key_dir.iterdir()) == [".mail-addresses", ".pem"]


async def test_messages_differ_in_nothing_but_recipient_code_and_random_id(
    wave: Wave, server: MailServer
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()

    bodies, ids = set(), set()
    for to, message in server.inbox:
        code = code_in(message, wave.participation)
        text = message.get_content().replace(code, "CODE")
        bodies.add(text.replace("-".join(code[n : n + 4] for n in range(0, 20, 4)), "CODE"))
        ids.add(message["Message-ID"])
        headers = {name.lower() for name in message.keys()}  # noqa: SIM118 - headers may repeat
        assert headers <= {
            *("from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version"),
            *("content-type", "content-transfer-encoding", "x-peer", "x-mailfrom", "x-rcptto"),
        }
        assert (message["To"], message.get_content_type()) == (to, "text/plain")
        assert "pin=" not in text
    assert len(bodies) == 1
    assert len({message["Subject"] for _, message in server.inbox}) == 1
    assert len({message["Date"] for _, message in server.inbox}) == 1
    assert len(ids) == ELIGIBLE
    assert server.greetings == {"survey.test"}


async def test_a_message_put_off_or_interrupted_comes_later_and_holds_up_nobody(
    wave: Wave, server: MailServer, superuser: Any
) -> None:
    late, broken, *others = staff()
    server.put_off[late] = 1
    server.hang_up[broken] = 1
    await wave.give(staff())
    await wave.open()
    await wave.send(times=2)

    assert set(others) <= set(server.recipients)
    await wave.send(times=3)
    assert sorted(server.recipients) == sorted(staff())
    assert (await counts(superuser, wave.participation))["mail_queue"] == 0
    assert (await counts(superuser, wave.participation))["access_codes"] == ELIGIBLE


async def test_after_a_failure_the_mailer_pauses(wave: Wave, server: MailServer) -> None:
    late = staff()[0]
    server.put_off[late] = 2
    await wave.give(staff())
    await wave.open()
    await wave.send()
    await wave.mailer.once()

    assert late not in server.recipients
    assert server.put_off[late] == 1


async def test_two_processes_send_everything_once(wave: Wave, server: MailServer, superuser: Any) -> None:
    server.delay_s = 0.02
    await wave.give(staff())
    await wave.open()
    others = [new_mailer(wave.app) for _ in range(2)]
    await asyncio.gather(wave.mailer.once(), *(one.once() for one in others))
    await wave.send()

    assert sorted(server.recipients) == sorted(staff())
    assert (await counts(superuser, wave.participation))["mail_queue"] == 0


async def test_without_a_mail_server_messages_wait(wave: Wave, server: MailServer, superuser: Any) -> None:
    await wave.give(staff())
    await wave.open()
    port = wave.app.state.mail_room.server._settings
    closed = port.model_copy(update={"smtp_port": 1})
    wave.app.state.mail_room.server._settings = closed
    await wave.send()
    wave.app.state.mail_room.server._settings = port
    assert server.inbox == []
    assert (await counts(superuser, wave.participation))["mail_queue"] == ELIGIBLE

    await wave.send()
    assert len(server.inbox) == ELIGIBLE


async def test_a_code_from_a_message_checks_in_and_the_order_of_sending_is_not_the_lists(
    wave: Wave, server: MailServer
) -> None:
    await wave.give(staff())
    await wave.open()
    await wave.send()

    assert server.recipients != staff()  # by chance once in 40,320
