"""R4: which schools a total over a district may hold.

A total is made of published cores alone, so by itself it tells nothing of a hidden school. These rules make
sure that no total can be taken apart either: what is missing from it is never one school or fewer than k
people, and whoever takes their own school away from it is left with at least two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey_core.disclosure.engine import SchoolCore
from survey_core.disclosure.standing import Reason

FEWEST_SCHOOLS = 3
"""With two, each school could take itself away and hold the other."""
COMPARABLE_SCHOOLS = 10
"""Schools from which anything about the differences between them is shown."""
_FEWEST_HIDDEN = 2


@dataclass(frozen=True, kw_only=True)
class Member:
    """A school of the administration, as a total sees it.

    Attributes:
        school: its id; of two equally small schools the one whose id sorts first is left out.
        respondents: people whose answers are in what would be added; 0 means there is nothing to hide.
        shown: whether what would be added is published for the school itself.
    """

    school: str
    respondents: int
    shown: bool


def barred(core: SchoolCore) -> Reason | None:
    """R1: why a school may be part of no total over its district; None if it may."""
    reasons: dict[Reason, bool] = {
        "not_enough_responses": core.standing == "suppressed",
        "interim_release": core.conditions.interim,
        "open_access": core.conditions.access == "open",
        "preliminary": core.standing == "preliminary",
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def roll_up(members: Iterable[Member], *, k: int) -> tuple[str, ...]:
    """Choose the schools of a total.

    Hidden schools with respondents must number none, or at least two and hold at least k respondents
    together. Where they do not, the smallest shown school is left out as well, until they do.

    Args:
        members: every school of the administration, in any order.
        k: fewest people anything is shown for.

    Returns:
        Ids of the schools to include, sorted; empty where the total must be withheld.
    """
    everyone = list(members)
    shown = sorted((member for member in everyone if member.shown), key=_size)
    hidden = [member.respondents for member in everyone if not member.shown and member.respondents > 0]
    left_out = 0
    while left_out < len(shown) and not _hides_enough(hidden, k=k):
        hidden.append(shown[left_out].respondents)
        left_out += 1
    included = sorted(member.school for member in shown[left_out:])
    return tuple(included) if len(included) >= FEWEST_SCHOOLS else ()


def _size(member: Member) -> tuple[int, str]:
    return member.respondents, member.school


def _hides_enough(hidden: Sequence[int], *, k: int) -> bool:
    return not hidden or (len(hidden) >= _FEWEST_HIDDEN and sum(hidden) >= k)
