"""What the rooms of webhooks work with."""

from dataclasses import dataclass
from typing import Self

from survey_api.settings import Settings, SettingsError
from survey_api.webhooks.addresses import Guard
from survey_api.webhooks.key_store import WebhookKeyStore
from survey_api.webhooks.sender import Sender, trust


@dataclass(frozen=True, kw_only=True)
class WebhookRoom:
    """Kept in `app.state.webhook_room`.

    Attributes:
        keys: what seals secrets.
        sender: what makes attempts; its guard also judges URLs.
    """

    keys: WebhookKeyStore
    sender: Sender

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings say.

        Raises:
            SettingsError: WEBHOOK_CA_FILE cannot be read, or holds no certificate.
        """
        try:
            tls = trust(settings.webhook_ca_file)
        except OSError:
            raise SettingsError(
                f"WEBHOOK_CA_FILE cannot be read as a certificate (PEM): {settings.webhook_ca_file}"
            ) from None
        sender = Sender(
            guard=Guard(settings.webhook_networks),
            tls=tls,
            timeout_s=settings.webhook_timeout_seconds,
        )
        return cls(keys=WebhookKeyStore(settings.issuer_key_dir), sender=sender)
