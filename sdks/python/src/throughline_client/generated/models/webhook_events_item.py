from typing import Literal

WebhookEventsItem = Literal['administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published']

WEBHOOK_EVENTS_ITEM_VALUES: set[WebhookEventsItem] = { 'administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published',  }

def check_webhook_events_item(value: str) -> WebhookEventsItem:
    if value in WEBHOOK_EVENTS_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_EVENTS_ITEM_VALUES!r}")
