"""R5: factors that only part of a faculty is asked about."""

from dataclasses import dataclass

from survey_core.disclosure.standing import Conditions


@dataclass(frozen=True, kw_only=True)
class Branch:
    """Answers to the routing question that decides who is asked.

    Attributes:
        asked: people whose answer matches.
        answered: people who answered the routing question at all.
    """

    asked: int
    answered: int


def hides_size(branch: Branch, *, responses: int, k: int) -> bool:
    """Whether the branch's size would tell of fewer than k people who are not in it."""
    return 0 < responses - branch.asked < k


def pins_size(conditions: Conditions) -> bool:
    """Whether a branch that is shown without its size could leave out one person only.

    Of six responses, a score without its size would say that five were asked: fewer are never shown, and
    with all six the size would not be hidden.
    """
    return conditions.safe(conditions.responses - 1) <= conditions.k


def estimated_eligible(branch: Branch, *, population: int, n: int) -> int:
    """N_f = ceil(N · asked / answered), at least the n who were scored."""
    if branch.answered == 0:
        return max(population, n)
    return max(-(-population * branch.asked // branch.answered), n)


def stand_in_size(*, responses: int, k: int) -> int:
    """The n used where a branch's size is hidden: the smallest it can be, so that nothing is overstated."""
    return max(responses - (k - 1), k)
