"""Settings of mail: what is refused, in words that say what to do and never repeat a value."""

from typing import Any

import pytest
from pydantic import ValidationError

from survey_api.mail.settings import MailSettings
from survey_api.mail.smtp import MailServer

FINE: dict[str, Any] = {"smtp_host": "mail.example", "mail_from": "Survey office <survey@lakeview.example>"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"smtp_host": None}, "need SMTP_HOST"),
        ({"mail_from": None}, "needs MAIL_FROM"),
        ({"mail_from": "nobody"}, "survey@district.example"),
        ({"mail_from": "a\nBcc: x@y.example <a@b.example>"}, "survey@district.example"),
        ({"mail_bounces_to": "nobody"}, "survey@district.example"),
        ({"smtp_username": "u"}, "belong together"),
        ({"smtp_security": "none"}, "on this machine only"),
        ({"smtp_security": "plain"}, "starttls"),
        ({"mail_retry_seconds": 0}, "greater than or equal to 1"),
    ],
)
def test_what_does_not_hang_together_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        MailSettings(**(FINE | changes))


def test_without_a_host_there_is_no_mail_server() -> None:
    assert MailServer.of(MailSettings(), public_url="http://x.example") is None


def test_bounces_go_to_the_sender_unless_said_otherwise() -> None:
    server = MailServer(MailSettings(**FINE), public_url="http://x.example")
    assert (server.sender.display_name, server.sender.addr_spec) == (
        "Survey office",
        "survey@lakeview.example",
    )
