"""How many people of a school a factor was asked of, where only part of the faculty is (ask_if)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.context import Routing
from survey_core.instruments import Condition


class Branches(NamedTuple):
    """Answers to a routing question; each of shape (n_schools,)."""

    asked: NDArray[np.int64]
    answered: NDArray[np.int64]


def branches(
    condition: Condition, *, routing: Sequence[Routing], seen: NDArray[Any], responses: NDArray[np.int64]
) -> Branches:
    """Count who was asked, as published profiles do (`profiles.tally.branch_of`).

    Args:
        condition: who is asked.
        routing: answers to the routing questions at each school.
        seen: people who answered anything that hangs on the condition, shape (n_schools,): they stand in
            where nobody's answer to the routing question is known.
        responses: people who responded, shape (n_schools,).
    """
    said = [own.get(condition.question, {}) for own in routing]
    asked = np.array([own.get(condition.is_, 0) for own in said], dtype=np.int64)
    answered = np.array([sum(own.values()) for own in said], dtype=np.int64)
    return Branches(
        asked=np.where(answered > 0, asked, seen), answered=np.where(answered > 0, answered, responses)
    )


def estimated_eligible(
    own: Branches, *, eligible: NDArray[np.float64], responses: NDArray[np.int64]
) -> NDArray[np.float64]:
    """N_f = ceil(N · asked / answered); N itself where it is not known or nobody answered.

    Args:
        own: of the factor's condition.
        eligible: N of the school, NaN where not known; never taken as fewer than the responses.
        responses: people who responded.
    """
    known = (own.answered > 0) & ~np.isnan(eligible)
    total = np.maximum(np.where(known, eligible, 0).astype(np.int64), responses)
    estimate = -(-total * own.asked // np.maximum(own.answered, 1))
    return np.where(known, estimate, eligible)
