"""What an administration may be: its window, its access and how many people each way of asking needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from survey_api.administrations.tables import access_faults
from survey_api.problems import FieldError
from survey_api.reporting_units.grouping import Group, Key

#: With fewer people, "one pass too many" would be visible in the results.
OPEN_NEEDS_ELIGIBLE: Final = 30
#: Interim releases leave ten people out and need twice as many waiting.
ROLLING_NEEDS_ELIGIBLE: Final = 40
LEAST_REPLACEMENTS: Final = 2
REPLACEMENT_PERCENT: Final = 5


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The parts of an administration that depend on each other."""

    access: str
    release_mode: str
    opens_at: datetime
    closes_at: datetime
    closes_no_later_than: datetime
    has_word: bool
    eligible: Sequence[int | None]
    subgroup_tables: Sequence[str] = ()


def faults(policy: Policy, *, now: datetime, schools_at: str = "/schools/{}/eligible") -> list[FieldError]:
    """Everything that is wrong with a policy.

    Args:
        policy: as it would be stored.
        now: to tell a window that is already over.
        schools_at: pointer of a school's eligible count, with its index.
    """
    return [*_window(policy, now=now), *_access(policy), *_eligible(policy, schools_at=schools_at)]


def replacement_cap(eligible: int) -> int:
    """Replacement codes a participation may have: max(2, 5 % of eligible, rounded up)."""
    return max(LEAST_REPLACEMENTS, -(-eligible * REPLACEMENT_PERCENT // 100))


def _window(policy: Policy, *, now: datetime) -> Iterator[FieldError]:
    if policy.opens_at >= policy.closes_at:
        yield FieldError(pointer="/closes_at", code="window", detail="must come after opens_at")
    if policy.closes_at > policy.closes_no_later_than:
        yield FieldError(
            pointer="/closes_no_later_than", code="window", detail="must not come before closes_at"
        )
    if policy.closes_at <= now and policy.access != "import":
        yield FieldError(pointer="/closes_at", code="window-over", detail="must lie in the future")


def _access(policy: Policy) -> Iterator[FieldError]:
    if policy.access == "open" and not policy.has_word:
        yield FieldError(
            pointer="/word", code="word-required", detail="access open needs the word shown in the meeting"
        )
    if policy.access != "open" and policy.has_word:
        yield FieldError(pointer="/word", code="word-unused", detail="only access open has a word")
    if policy.access == "import" and policy.release_mode != "sealed":
        yield FieldError(
            pointer="/release_mode", code="import-rolling", detail="access import is released once: sealed"
        )
    yield from access_faults(policy.subgroup_tables, access=policy.access, release_mode=policy.release_mode)


def _eligible(policy: Policy, *, schools_at: str) -> Iterator[FieldError]:
    for index, eligible in enumerate(policy.eligible):
        if (
            fault := eligible_fault(eligible, access=policy.access, release_mode=policy.release_mode)
        ) is None:
            continue
        yield FieldError(pointer=schools_at.format(index), code=fault[0], detail=fault[1])


def eligible_fault(eligible: int | None, *, access: str, release_mode: str) -> tuple[str, str] | None:
    """What is wrong with a school's eligible count as (code, detail); None when nothing is."""
    if access == "import":
        return None
    if eligible is None:
        return "eligible-required", "how many people may answer; only access import may leave it out"
    if release_mode == "rolling" and eligible < ROLLING_NEEDS_ELIGIBLE:
        return "too-few-for-rolling", f"rolling releases need {ROLLING_NEEDS_ELIGIBLE} or more eligible"
    if access == "open" and eligible < OPEN_NEEDS_ELIGIBLE:
        return "too-few-for-open", f"access open needs {OPEN_NEEDS_ELIGIBLE} or more eligible: use cards"
    return None


def school_faults(
    groups: Iterable[Group[Key]], *, access: str, release_mode: str
) -> dict[Key, tuple[str, str]]:
    """What is wrong with the eligible count of each school, as (code, detail).

    Schools of one unit are judged together: a count that is missing is one school's fault, too small a sum
    is all of theirs.
    """
    found: dict[Key, tuple[str, str]] = {}
    for group in groups:
        fault = eligible_fault(group.eligible, access=access, release_mode=release_mode)
        if fault is None:
            continue
        together = f"; the schools of {group.unit} have {group.eligible} together" if group.unit else ""
        for member in group.members:
            if group.eligible is not None:
                found[member.school] = (fault[0], fault[1] + together)
            elif member.eligible is None:
                found[member.school] = fault
    return found
