"""Handing messages to the mail server. What it answers is never logged: it repeats addresses."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from enum import Enum
from typing import Final, Self
from urllib.parse import urlsplit

import aiosmtplib

from survey_api.mail.settings import MailSettings, sender

TIMEOUT_S: Final = 20.0
_PERMANENT: Final = range(500, 600)
#: Refusals at a recipient that speak of us, not of the recipient: who we are, or that the line closes.
_ABOUT_US: Final = frozenset({421, 530, 534, 535, 538})


class Outcome(Enum):
    """What became of one message."""

    ACCEPTED = "accepted"
    REFUSED = "refused for good"
    LATER = "not now"


class MailServerUnavailable(Exception):
    """The mail server takes no messages now: unreachable, or it refuses our login or our sender.

    Attributes:
        code: its reply code, where it gave one.
    """

    def __init__(self, code: int | None = None) -> None:
        self.code = code
        super().__init__("no answer" if code is None else f"reply {code}")


class MailServer:
    """Where messages go, and in whose name."""

    def __init__(self, settings: MailSettings, *, public_url: str) -> None:
        if settings.smtp_host is None or settings.mail_from is None:
            raise ValueError("no mail server is set")
        self._settings = settings
        self._hostname = urlsplit(public_url).hostname or "localhost"
        self.sender: Final = sender(settings.mail_from)
        self._bounces_to = settings.mail_bounces_to or self.sender.addr_spec

    @classmethod
    def of(cls, settings: MailSettings, *, public_url: str) -> Self | None:
        """The mail server of an installation; None where there is none."""
        return None if settings.smtp_host is None else cls(settings, public_url=public_url)

    @asynccontextmanager
    async def line(self) -> AsyncIterator["Line"]:
        """One connection for a batch of messages.

        Raises:
            MailServerUnavailable: it cannot be opened.
        """
        client = self._client()
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            client.close()
            raise MailServerUnavailable(getattr(error, "code", None)) from None
        try:
            yield Line(client, envelope_sender=self._bounces_to)
        finally:
            await _hang_up(client)

    def now(self) -> datetime:
        """The date of a batch, to the minute: every message of it carries the same."""
        return datetime.now(UTC).replace(second=0, microsecond=0)

    def _client(self) -> aiosmtplib.SMTP:
        settings = self._settings
        encrypted = settings.smtp_security != "none"
        password = settings.smtp_password_file and settings.smtp_password_file.read_text("utf-8").strip()
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username,
            password=password or None,
            local_hostname=self._hostname,  # the name of this machine is nobody's business
            timeout=TIMEOUT_S,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=ssl.create_default_context(cafile=settings.smtp_ca_file) if encrypted else None,
        )


class Line:
    """An open connection to the mail server."""

    def __init__(self, client: aiosmtplib.SMTP, *, envelope_sender: str) -> None:
        self._client = client
        self._envelope_sender = envelope_sender

    async def send(self, message: EmailMessage, *, to: str) -> Outcome:
        """Hand over one message.

        After `ACCEPTED` the server answers for it; after anything else, an exception included, the same
        message may be sent again.

        Raises:
            MailServerUnavailable: it is not this recipient that is refused.
        """
        try:
            await self._client.mail(self._envelope_sender)
            try:
                await self._client.rcpt(to)
                await self._client.data(message.as_bytes())
            except (aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPDataError) as refusal:
                if refusal.code in _ABOUT_US:
                    raise
                await self._client.rset()
                return Outcome.REFUSED if refusal.code in _PERMANENT else Outcome.LATER
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailServerUnavailable(getattr(error, "code", None)) from None
        return Outcome.ACCEPTED


async def _hang_up(client: aiosmtplib.SMTP) -> None:
    try:
        await client.quit()
    except (aiosmtplib.SMTPException, OSError):
        client.close()
