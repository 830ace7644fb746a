"""When a key that signs access tokens is published, signs, and is destroyed. Pure: times in, decisions out.

A key is made every 30 days. It stands in the key set for a while before it signs anything, so that whoever
keeps a copy of the set has it in time, and stays there until the last token of its predecessor has expired.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

TOKEN_LIFETIME: Final = timedelta(minutes=15)
#: How long others may keep a copy of the key set.
JWKS_MAX_AGE: Final = timedelta(minutes=5)
ROTATE_EVERY: Final = timedelta(days=30)
#: From being published to signing. Twice the age of a copy: clocks differ.
PUBLISHED_AHEAD: Final = 2 * JWKS_MAX_AGE
#: From the successor's first signature to the end. Twice a token's life: clocks differ.
KEPT_AFTER: Final = 2 * TOKEN_LIFETIME


def signing(made: Sequence[datetime], *, now: datetime) -> int:
    """Which key signs: the newest that was published long enough ago, else the oldest.

    Args:
        made: when each key was made, in order; at least one.
        now: the time.
    """
    started = [index for index, moment in enumerate(made) if moment + PUBLISHED_AHEAD <= now]
    return started[-1] if started else 0


def is_due(made: Sequence[datetime], *, now: datetime) -> bool:
    """Whether a new key has to be made."""
    return not made or made[-1] + ROTATE_EVERY <= now


def retired(made: Sequence[datetime], *, now: datetime) -> Sequence[int]:
    """Which keys no token in force can be signed with any more."""
    return [
        index
        for index in range(signing(made, now=now) if made else 0)
        if made[index + 1] + PUBLISHED_AHEAD + KEPT_AFTER <= now
    ]
