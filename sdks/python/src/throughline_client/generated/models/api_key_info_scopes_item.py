from typing import Literal

ApiKeyInfoScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

API_KEY_INFO_SCOPES_ITEM_VALUES: set[ApiKeyInfoScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_api_key_info_scopes_item(value: str) -> ApiKeyInfoScopesItem:
    if value in API_KEY_INFO_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {API_KEY_INFO_SCOPES_ITEM_VALUES!r}")
