from typing import Literal

PersonScopesItem = Literal['access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage']

PERSON_SCOPES_ITEM_VALUES: set[PersonScopesItem] = { 'access.manage', 'evidence.write', 'exports.read', 'profiles.read', 'roster.write', 'surveys.read', 'surveys.write', 'webhooks.manage',  }

def check_person_scopes_item(value: str) -> PersonScopesItem:
    if value in PERSON_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_SCOPES_ITEM_VALUES!r}")
