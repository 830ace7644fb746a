"""At the close everything is forgotten: rows, then keys; interrupted anywhere, finished at the next look."""

from pathlib import Path
from typing import Any

import pytest

from survey_api.mail.key_store import MailKeyStore
from tests.fixtures.mail_server import MailServer
from tests.integration.mail.conftest import ELIGIBLE, Wave, counts, staff

NOTHING = (0, 0, 0)


async def mail_rows(superuser: Any, wave: Wave) -> tuple[int, int, int]:
    found = await counts(superuser, wave.participation)
    return found["mail_queue"], found["mail_addresses"], found["mail_reminders"]


async def destroyed(superuser: Any) -> bool:
    return bool(await superuser.fetchval("SELECT issuer_key_destroyed FROM participations"))


async def half_sent(wave: Wave, server: MailServer) -> None:
    """Four messages sent, four put off, one bounced; a reminder is due."""
    server.put_off.update(dict.fromkeys(staff()[:4], 99))
    server.refuse.add(staff()[4])
    await wave.give(staff())
    await wave.open()
    await wave.send()
    await wave.office.made(f"/v1/administrations/{wave.administration}/reminders")


async def test_rows_and_keys_go_and_nothing_is_sent_after(
    wave: Wave, server: MailServer, superuser: Any, key_dir: Path
) -> None:
    await half_sent(wave, server)
    assert await mail_rows(superuser, wave) == (4, ELIGIBLE, 1)
    server.put_off.clear()
    server.inbox.clear()

    await wave.close()
    await wave.send()
    await wave.keep_house()

    assert await mail_rows(superuser, wave) == NOTHING
    assert list(key_dir.iterdir()) == []
    assert await destroyed(superuser)
    assert server.inbox == []
    assert (await wave.office.http.get(f"{wave.url}/bounces")).json()["addresses"] == []


@pytest.mark.parametrize("interrupted_before", ["erase", "codes", "addresses", "issuer"])
async def test_interrupted_anywhere_it_is_finished_at_the_next_look(
    wave: Wave, server: MailServer, superuser: Any, monkeypatch: pytest.MonkeyPatch, interrupted_before: str
) -> None:
    """The steps run as they are; the one that a crash prevents raises in its place."""
    key_dir: Path = wave.app.state.settings.issuer_key_dir
    await half_sent(wave, server)
    await wave.close()
    with monkeypatch.context() as patched:
        interrupt(patched, wave, before=interrupted_before)
        with pytest.raises(KeyboardInterrupt):
            await wave.keep_house()
    assert not await destroyed(superuser)

    await wave.keep_house()

    assert await mail_rows(superuser, wave) == NOTHING
    assert list(key_dir.iterdir()) == []
    assert await destroyed(superuser)


def interrupt(patched: pytest.MonkeyPatch, wave: Wave, *, before: str) -> None:
    async def crash(*_arguments: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    original = MailKeyStore.destroy

    async def destroy(self: MailKeyStore, participation_id: Any, purpose: Any) -> None:
        if purpose == before:
            raise KeyboardInterrupt
        await original(self, participation_id, purpose)

    if before == "erase":
        patched.setattr("survey_api.mail.queries.erase", crash)
    elif before == "issuer":
        patched.setattr(wave.app.state.issuer_keys, "destroy", crash)
    else:
        patched.setattr(MailKeyStore, "destroy", destroy)


async def test_what_was_never_opened_is_forgotten_when_it_cannot_be_any_more(
    wave: Wave, superuser: Any, key_dir: Path
) -> None:
    await wave.give(staff())
    await wave.keep_house()
    assert await mail_rows(superuser, wave) == (ELIGIBLE, ELIGIBLE, 0)

    await superuser.execute(
        "UPDATE administrations SET opens_at = now() - interval '3 days',"
        " closes_at = now() - interval '2 days', closes_no_later_than = now() - interval '1 day'"
    )
    await wave.keep_house()

    assert await mail_rows(superuser, wave) == NOTHING
    assert not list(key_dir.glob("*.mail-*"))


async def test_a_list_that_was_not_stored_leaves_no_key(wave: Wave, superuser: Any, key_dir: Path) -> None:
    await superuser.execute("ALTER TABLE audit_log ADD CONSTRAINT none CHECK (action <> 'addresses.given')")

    given = await wave.give(staff())
    assert given.status_code == 500
    assert len(list(key_dir.glob("*.mail-*"))) == 2
    await wave.send()

    assert await mail_rows(superuser, wave) == NOTHING
    assert not list(key_dir.glob("*.mail-*"))
