from typing import Literal

NewWebhookEventsItem = Literal['administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published']

NEW_WEBHOOK_EVENTS_ITEM_VALUES: set[NewWebhookEventsItem] = { 'administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published',  }

def check_new_webhook_events_item(value: str) -> NewWebhookEventsItem:
    if value in NEW_WEBHOOK_EVENTS_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_WEBHOOK_EVENTS_ITEM_VALUES!r}")
