from typing import Literal

WebhookChangesEventsType0Item = Literal['administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published']

WEBHOOK_CHANGES_EVENTS_TYPE_0_ITEM_VALUES: set[WebhookChangesEventsType0Item] = { 'administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published',  }

def check_webhook_changes_events_type_0_item(value: str) -> WebhookChangesEventsType0Item:
    if value in WEBHOOK_CHANGES_EVENTS_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_CHANGES_EVENTS_TYPE_0_ITEM_VALUES!r}")
