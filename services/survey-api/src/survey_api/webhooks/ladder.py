"""How long to wait before each attempt: the schedule of Standard Webhooks, a little spread out."""

import secrets
from typing import Final

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
#: Seconds before the first attempt, the second, …: together a little more than three days.
PAUSES_S: Final = (
    0,
    5,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
#: Each pause is longer by up to this part, so that what failed together does not come again together.
JITTER: Final = 0.1
LONGEST_WISH_S: Final = 24 * _HOUR

_random: Final = secrets.SystemRandom()


def pause_after(attempts: int, *, wish_s: int | None = None) -> float | None:
    """Seconds until the next attempt, None when there is none.

    Args:
        attempts: how many were made, at least one.
        wish_s: what the receiver asked for (`Retry-After`); heard up to a day, and never shortening.
    """
    if attempts >= len(PAUSES_S):
        return None
    pause = max(PAUSES_S[attempts], min(wish_s or 0, LONGEST_WISH_S))
    return pause * (1 + JITTER * _random.random())
