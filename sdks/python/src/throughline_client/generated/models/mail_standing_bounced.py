from typing import Literal

MailStandingBounced = Literal['fewer_than_five', 'five_or_more', 'none']

MAIL_STANDING_BOUNCED_VALUES: set[MailStandingBounced] = { 'fewer_than_five', 'five_or_more', 'none',  }

def check_mail_standing_bounced(value: str) -> MailStandingBounced:
    if value in MAIL_STANDING_BOUNCED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MAIL_STANDING_BOUNCED_VALUES!r}")
