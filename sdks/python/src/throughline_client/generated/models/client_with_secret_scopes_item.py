from typing import Literal

ClientWithSecretScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

CLIENT_WITH_SECRET_SCOPES_ITEM_VALUES: set[ClientWithSecretScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_client_with_secret_scopes_item(value: str) -> ClientWithSecretScopesItem:
    if value in CLIENT_WITH_SECRET_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLIENT_WITH_SECRET_SCOPES_ITEM_VALUES!r}")
