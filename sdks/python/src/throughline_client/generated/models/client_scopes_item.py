from typing import Literal

ClientScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

CLIENT_SCOPES_ITEM_VALUES: set[ClientScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_client_scopes_item(value: str) -> ClientScopesItem:
    if value in CLIENT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLIENT_SCOPES_ITEM_VALUES!r}")
