"""What the rooms of access by e-mail work with."""

from dataclasses import dataclass

from survey_api.db import Database
from survey_api.mail.key_store import MailKeyStore
from survey_api.mail.smtp import MailServer


@dataclass(frozen=True, kw_only=True)
class MailRoom:
    """Kept in `app.state.mail_room`.

    Attributes:
        database: the pools of this process.
        keys: what seals addresses and codes.
        server: where messages go; None where none is set.
    """

    database: Database
    keys: MailKeyStore
    server: MailServer | None
