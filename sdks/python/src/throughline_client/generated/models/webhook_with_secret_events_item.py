from typing import Literal

WebhookWithSecretEventsItem = Literal['administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published']

WEBHOOK_WITH_SECRET_EVENTS_ITEM_VALUES: set[WebhookWithSecretEventsItem] = { 'administration.closed', 'administration.opened', 'export.ready', 'profile.deleted', 'profile.published',  }

def check_webhook_with_secret_events_item(value: str) -> WebhookWithSecretEventsItem:
    if value in WEBHOOK_WITH_SECRET_EVENTS_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_WITH_SECRET_EVENTS_ITEM_VALUES!r}")
