"""Rolling mode: when an interim release may happen and which responses it is made of (anonymity.md).

Two published revisions never differ by fewer than BATCH responses: at every tick BATCH of the waiting ones,
drawn at random, stay behind, so neither the last nor the first to answer can be told from the difference.
"""

import random
from collections.abc import Collection
from dataclasses import dataclass
from secrets import SystemRandom

#: b: how many responses stay behind at every interim release.
BATCH = 10
#: Smaller faculties get sealed mode only.
ELIGIBLE_AT_LEAST = 40
#: Per participation; the final release comes on top.
INTERIM_RELEASES_AT_MOST = 4
_RATE_PERCENT_AT_LEAST = 40


@dataclass(frozen=True)
class Standing:
    """How far a participation in rolling mode has come.

    Attributes:
        eligible: people who may answer.
        replacements: codes issued in place of lost ones; thresholds count as many responses fewer.
        waiting: accepted responses in no interim revision yet.
        marked: accepted responses that interim revisions are made of.
        done: interim releases so far.
    """

    eligible: int
    replacements: int
    waiting: int
    marked: int
    done: int


def is_due(standing: Standing) -> bool:
    """Whether the next interim release may happen at this tick.

    At least 2·BATCH wait and at least 40 % have answered. The 40 % must hold for the responses the revision
    would be made of: one that has to be suppressed is not worth one of the four.
    """
    would_be_marked = standing.marked + standing.waiting - BATCH - standing.replacements
    return (
        standing.eligible >= ELIGIBLE_AT_LEAST
        and standing.done < INTERIM_RELEASES_AT_MOST
        and standing.waiting >= 2 * BATCH
        and would_be_marked * 100 >= _RATE_PERCENT_AT_LEAST * standing.eligible
    )


def choose(waiting: Collection[bytes], *, generator: random.Random | None = None) -> list[bytes]:
    """Draw all but BATCH of the waiting responses, uniformly.

    Args:
        waiting: pass hashes.
        generator: given only to test the distribution; otherwise the operating system's.

    Returns:
        Sorted pass hashes.

    Raises:
        ValueError: fewer than 2·BATCH wait.
    """
    if len(waiting) < 2 * BATCH:
        raise ValueError(f"an interim release needs at least {2 * BATCH} waiting responses")
    drawn = (generator or SystemRandom()).sample(sorted(waiting), len(waiting) - BATCH)
    return sorted(drawn)
