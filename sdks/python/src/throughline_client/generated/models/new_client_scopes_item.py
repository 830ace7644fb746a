from typing import Literal

NewClientScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

NEW_CLIENT_SCOPES_ITEM_VALUES: set[NewClientScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_new_client_scopes_item(value: str) -> NewClientScopesItem:
    if value in NEW_CLIENT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_CLIENT_SCOPES_ITEM_VALUES!r}")
