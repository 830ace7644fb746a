"""From the message in the mailbox to the stored response: a link's code, compared words, one answer."""

import re
import time
from collections.abc import Callable
from typing import Any

from infra.local.stack import Stack
from survey_core.passes.codes import format_code
from tests.e2e.wave import open_wave
from tests.fixtures.mail_server import MailServer, mail_server

Journey = Callable[..., dict[str, Any]]

_TO = "j.doe@lakeview.example"
_SENT_WITHIN_S = 60.0
_LINK = re.compile(r"http\S+/survey/#v=1&p=[0-9a-f-]{36}&c=([0-9A-Z]{20})")


def _message_to(server: MailServer, address: str) -> str:
    until = time.monotonic() + _SENT_WITHIN_S
    while not server.of(address):
        assert time.monotonic() < until, "the message was not sent in time"
        time.sleep(0.1)
    return str(server.of(address)[0].get_content())


def test_the_link_in_an_e_mail_lets_one_person_in_once(
    new_stack: Callable[..., Stack], journey: Journey
) -> None:
    with mail_server() as server:
        smtp = {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(server.port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "Survey office <survey@lakeview.example>",
        }
        wave = open_wave(new_stack(extra_env=smtp), by_mail=True)
        wave.mail([_TO, "r.roe@lakeview.example"])
        text = _message_to(server, _TO)
    found = _LINK.search(text)
    assert found
    assert format_code(found[1]) in text
    assert "pin=" not in text
    journey("emailLink", card=found[0], words=list(wave.words))
    [mine] = wave.stored()
    assert set(mine.answers.values()) == {3}
