"""Encryption, login and the test message, against a server that wants both."""

from pathlib import Path
from typing import Any

import pytest

from survey_api.mail.messages import trial
from survey_api.mail.settings import MailSettings
from survey_api.mail.smtp import MailServer, MailServerUnavailable, Outcome
from tests.fixtures.mail_server import PASSWORD, USER, certificate_for, mail_server
from tests.integration.mail.conftest import Wave


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return certificate_for("localhost", tmp_path)


def settings(port: int, files: tuple[Path, Path], password: str = PASSWORD, **changes: Any) -> MailSettings:
    secret = files[0].with_name("password")
    secret.write_text(password + "\n")
    given: dict[str, Any] = {
        "smtp_host": "localhost",
        "smtp_port": port,
        "smtp_ca_file": files[0],
        "smtp_username": USER,
        "smtp_password_file": secret,
        "mail_from": "Survey office <survey@lakeview.example>",
    }
    return MailSettings(**(given | changes))


async def send(where: MailSettings) -> Outcome:
    server = MailServer(where, public_url="http://survey.test")
    async with server.line() as line:
        message = trial(to="a@b.example", sender=server.sender, date=server.now())
        return await line.send(message, to="a@b.example")


async def test_starttls_and_a_login(files: tuple[Path, Path]) -> None:
    with mail_server(certificate=files) as server:
        assert await send(settings(server.port, files)) is Outcome.ACCEPTED
        assert (server.logins, server.recipients) == (1, ["a@b.example"])
        assert server.senders == {"survey@lakeview.example"}


async def test_a_certificate_nobody_vouches_for_or_a_wrong_password_sends_nothing(
    files: tuple[Path, Path],
) -> None:
    with mail_server(certificate=files) as server:
        wrong: list[dict[str, Any]] = [
            {"smtp_ca_file": None},
            {"password": "another"},
            {"smtp_username": None, "smtp_password_file": None},
        ]
        for changes in wrong:
            with pytest.raises(MailServerUnavailable):
                await send(settings(server.port, files, **changes))
        assert server.inbox == []


async def test_a_server_without_starttls_is_not_spoken_to_in_clear(files: tuple[Path, Path]) -> None:
    with mail_server() as server:
        with pytest.raises(MailServerUnavailable):
            await send(settings(server.port, files, smtp_username=None, smtp_password_file=None))
        assert server.inbox == []


async def test_the_test_message(wave: Wave, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    address = "canary-tester@lakeview.example"
    fine = await wave.office.http.post("/v1/mail/test", json={"address": address})
    server.refuse.add(address)
    refused = await wave.office.http.post("/v1/mail/test", json={"address": address})
    nonsense = await wave.office.http.post("/v1/mail/test", json={"address": "canary"})

    assert (fine.status_code, fine.json()) == (200, {"accepted": True})
    assert server.recipients == [address]
    assert (refused.status_code, refused.json()["code"]) == (502, "mail-server-refused")
    assert nonsense.status_code == 422
    logged = capsys.readouterr()
    assert "canary" not in logged.out + logged.err + refused.text + nonsense.text
