"""How messages leave: a mail server of the district's own choice. Without one, access `email` is refused."""

from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from survey_api.mail.addresses import AddressFault, normalise

_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class MailSettings(BaseSettings):
    """The mail server, and in whose name it sends."""

    smtp_host: str | None = Field(
        default=None,
        description="Mail server for access `email`, links to sign in, and word that results are ready. "
        "Empty: administrations with access `email` cannot be made ready, and nobody is told by e-mail.",
    )
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=587, description="TCP port of the mail server."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="`starttls` (port 587), `tls` from the first byte (port 465), or `none`, which is "
        "accepted for a mail server on this machine only: messages carry codes.",
    )
    smtp_ca_file: Path | None = Field(
        default=None,
        description="Certificate authority of the mail server (PEM), when it is not a public one.",
    )
    smtp_username: str | None = Field(default=None, description="Login at the mail server, if it wants one.")
    smtp_password_file: Path | None = Field(
        default=None, description="File (mode 0600) with the password of `SMTP_USERNAME`."
    )
    mail_from: str | None = Field(
        default=None,
        description="Sender people see, `Survey office <survey@district.example>`; needed with `SMTP_HOST`.",
    )
    mail_bounces_to: str | None = Field(
        default=None,
        description="Envelope sender: the mailbox that gets later bounces. Empty: the address of "
        "`MAIL_FROM`. The same for every message, so that it marks nobody.",
    )
    mail_retry_seconds: Annotated[int, Field(ge=1, le=3600)] = Field(
        default=30,
        description="First pause after the mail server took no message; it doubles up to 32 times as long.",
    )

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, text: str | None) -> str | None:
        if text is not None:
            sender(text)
        return text

    @field_validator("mail_bounces_to")
    @classmethod
    def _is_address(cls, text: str | None) -> str | None:
        return None if text is None else _address(text)

    @model_validator(mode="after")
    def _hang_together(self) -> Self:
        if self.smtp_host is None:
            if self.smtp_username or self.smtp_password_file or self.mail_from or self.mail_bounces_to:
                raise ValueError("the settings of mail need SMTP_HOST")
            return self
        if self.mail_from is None:
            raise ValueError("SMTP_HOST needs MAIL_FROM")
        if (self.smtp_username is None) != (self.smtp_password_file is None):
            raise ValueError("SMTP_USERNAME and SMTP_PASSWORD_FILE belong together")
        if self.smtp_security == "none" and self.smtp_host not in _THIS_MACHINE:
            raise ValueError("SMTP_SECURITY=none is accepted for a mail server on this machine only")
        return self


def sender(text: str) -> Address:
    """Read `Name <address>`, or an address alone.

    Raises:
        ValueError: it cannot stand in a message's From.
    """
    name, address = parseaddr(text if text.isprintable() else "")
    try:
        return Address(display_name=name, addr_spec=_address(address))
    except (MessageError, IndexError):
        raise ValueError("must look like Survey office <survey@district.example>") from None


def _address(text: str) -> str:
    try:
        return normalise(text)
    except AddressFault:
        raise ValueError("must hold an address like survey@district.example") from None
