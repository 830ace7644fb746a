from typing import Literal

NewApiKeyScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

NEW_API_KEY_SCOPES_ITEM_VALUES: set[NewApiKeyScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_new_api_key_scopes_item(value: str) -> NewApiKeyScopesItem:
    if value in NEW_API_KEY_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_API_KEY_SCOPES_ITEM_VALUES!r}")
