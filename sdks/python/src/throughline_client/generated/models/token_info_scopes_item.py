from typing import Literal

TokenInfoScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

TOKEN_INFO_SCOPES_ITEM_VALUES: set[TokenInfoScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_token_info_scopes_item(value: str) -> TokenInfoScopesItem:
    if value in TOKEN_INFO_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOKEN_INFO_SCOPES_ITEM_VALUES!r}")
