from typing import Literal

MadeApiKeyScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

MADE_API_KEY_SCOPES_ITEM_VALUES: set[MadeApiKeyScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_made_api_key_scopes_item(value: str) -> MadeApiKeyScopesItem:
    if value in MADE_API_KEY_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MADE_API_KEY_SCOPES_ITEM_VALUES!r}")
