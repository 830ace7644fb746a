"""What the rooms of identity providers work with."""

from dataclasses import dataclass
from typing import Final, Self

from survey_api.identity.guarded import ProviderClient
from survey_api.secret_store import SecretStore
from survey_api.settings import Settings
from survey_api.webhooks.room import WebhookRoom

FILE_NAME: Final = "identity-providers.key"
CALLBACK_PATH: Final = "/v1/sign-in/oidc/callback"


@dataclass(frozen=True, kw_only=True)
class IdentityRoom:
    """Kept in `app.state.identity_room`.

    Attributes:
        secrets: what seals clients' secrets and attempts.
        client: what asks providers.
        public_url: where this server is.
        pages_url: where its pages are.
    """

    secrets: SecretStore
    client: ProviderClient
    public_url: str
    pages_url: str

    @classmethod
    def of(cls, settings: Settings, webhooks: WebhookRoom) -> Self:
        """As the settings say; addresses are guarded as those of webhooks are."""
        sender = webhooks.sender
        return cls(
            secrets=SecretStore(settings.issuer_key_dir, file_name=FILE_NAME),
            client=ProviderClient(guard=sender.guard, tls=sender.tls, resolve=sender.resolve),
            public_url=settings.public_url,
            pages_url=settings.respondents_url,
        )

    @property
    def redirect_uri(self) -> str:
        """Where providers send people back to."""
        return self.public_url + CALLBACK_PATH
