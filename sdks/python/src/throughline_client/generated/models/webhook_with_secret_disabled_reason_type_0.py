from typing import Literal

WebhookWithSecretDisabledReasonType0 = Literal['gone', 'owner']

WEBHOOK_WITH_SECRET_DISABLED_REASON_TYPE_0_VALUES: set[WebhookWithSecretDisabledReasonType0] = { 'gone', 'owner',  }

def check_webhook_with_secret_disabled_reason_type_0(value: str) -> WebhookWithSecretDisabledReasonType0:
    if value in WEBHOOK_WITH_SECRET_DISABLED_REASON_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_WITH_SECRET_DISABLED_REASON_TYPE_0_VALUES!r}")
