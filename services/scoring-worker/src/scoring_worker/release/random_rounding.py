"""Counts kept beside answers that were taken apart, so that none of them says "exactly one".

Where exactly one response was counted and each block holds exactly one line that looks like it, the count
would put that person's lines together again.
"""

import secrets
from typing import Final

BASE: Final = 5
"""Counts are kept as multiples of this."""


def kept_count(count: int | None) -> int | None:
    """What is kept of a count; None where nobody counted."""
    return None if count is None else rounded_at_random(count)


def rounded_at_random(count: int) -> int:
    """Round to a multiple of five, up or down by chance, so that sums over schools stay right on average.

    A kept 0 may have been up to 4, a kept 5 anything from 1 to 9. The standard deviation this adds is at most
    2.5 a school. Drawn once, in the release, and kept: asking again would average the chance away.

    Args:
        count: people, 0 or more.

    Source:
        Unbiased random rounding: Nargundkar and Saveland (1972), Proceedings of the Social Statistics
        Section, American Statistical Association, 382-385.
    """
    low, rest = divmod(count, BASE)
    return BASE * (low + (secrets.randbelow(BASE) < rest))
