"""R1: whether a group may be reported on at all, and which measures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SMALLEST_K = 5
"""Fewest people anything is shown for; an operator may raise it, never lower it."""
ITEM_ANSWERS = 8
"""Fewest answers for agreement and items."""
FINE_ANSWERS = 20
"""Answers from which single options and agreement indices are shown."""

PRELIMINARY_RATE, PROFILE_RATE = 40, 65
"""Response rates in percent; 65 % is the framework's own minimum."""

Standing = Literal["profile", "preliminary", "suppressed"]
Access = Literal["cards", "email", "open", "import"]
Measure = Literal[
    "score", "interval", "bounds", "level", "tipping_point", "agreement", "items", "start", "change"
]
Reason = Literal[
    "not_enough_responses",
    "preliminary",
    "fewer_than_eight_responses",
    "fewer_than_twenty_responses",
    "interim_release",
    "open_access",
    "branch_size",
    "cells_too_small",
    "cells_too_coarse",
    "repeated_within_90_days",
    "differencing",
]

MEASURES: tuple[Measure, ...] = (
    "score",
    "interval",
    "bounds",
    "level",
    "tipping_point",
    "agreement",
    "items",
    "start",
    "change",
)
_SCORE_MEASURES: frozenset[Measure] = frozenset({"score", "interval", "bounds"})
_SMALL_MEASURES: frozenset[Measure] = _SCORE_MEASURES | {"level", "tipping_point"}


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What is publicly known about how a group answered.

    Attributes:
        responses: accepted responses, n.
        eligible: people eligible, None where not known.
        replacements: replacement codes issued: so many responses might be anyone's.
        access: how people were let in.
        interim: True while the survey is open (rolling mode).
        k: fewest people anything is shown for.
        repeated: True for a second administration of the same school and questionnaire within 90 days.
    """

    responses: int
    eligible: int | None
    replacements: int = 0
    access: Access = "cards"
    interim: bool = False
    k: int = SMALLEST_K
    repeated: bool = False

    def __post_init__(self) -> None:
        """Refuse conditions that would weaken the rules."""
        if self.k < SMALLEST_K:
            raise ValueError(f"k may be raised above {SMALLEST_K}, never lowered")
        if min(self.responses, self.replacements, self.eligible or 0) < 0:
            raise ValueError("counts cannot be negative")

    @property
    def population(self) -> int | None:
        """N, never fewer than those who answered; None where not known."""
        return None if self.eligible is None else max(self.eligible, self.responses)

    @property
    def discounted(self) -> int:
        """Responses that thresholds leave out, because one person may have given several."""
        if self.access != "open":
            return self.replacements
        return self.replacements + math.ceil((self.population or self.responses) / 10)

    def safe(self, n: int) -> int:
        """n*: of n answers, those that certainly come from as many people."""
        return max(n - self.discounted, 0)


def standing(conditions: Conditions) -> Standing:
    """R1: n* of at least k and 40 % for anything, 65 % for the profile.

    Where the number of eligible people is not known there is no rate to judge: n* alone decides.
    """
    population = conditions.population
    if conditions.safe(conditions.responses) < conditions.k:
        return "suppressed"
    if population is None:
        return "profile"
    if 100 * conditions.responses < PRELIMINARY_RATE * population:
        return "suppressed"
    return "profile" if 100 * conditions.responses >= PROFILE_RATE * population else "preliminary"


def withheld(conditions: Conditions, *, n: int) -> dict[Measure, Reason]:
    """Which measures may not be shown for a group with these conditions, and why.

    Args:
        conditions: of the participation.
        n: the answers this measure rests on: the participation's own or a factor's.
    """
    stand, safe = standing(conditions), conditions.safe(n)
    if stand == "suppressed" or safe < conditions.k:
        return dict.fromkeys(MEASURES, "not_enough_responses")
    reasons: Mapping[Reason, tuple[bool, frozenset[Measure]]] = {
        "interim_release": (conditions.interim, _SCORE_MEASURES),
        "open_access": (conditions.access == "open", _SCORE_MEASURES),
        "preliminary": (stand == "preliminary", _SCORE_MEASURES),
        "fewer_than_eight_responses": (safe < ITEM_ANSWERS, _SMALL_MEASURES),
    }
    for reason, (applies, shown) in reasons.items():
        if applies:
            return {measure: reason for measure in MEASURES if measure not in shown}
    # R6: from two sets of items close to each other, whoever came or left in between could be worked out.
    return {"items": "repeated_within_90_days"} if conditions.repeated else {}
