"""Whether two administrations of a questionnaire may be compared: the rule that `change` follows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from survey_core.contracts.trend import Comparison, NotComparable
from survey_core.instruments import Domain, Instrument, compare_factor

_FIRST: Final = Comparison(comparable=False, reasons=["first"])


@dataclass(frozen=True, kw_only=True)
class Published:
    """A published profile with what decides what it may be compared with.

    Attributes:
        content: the document.
        instrument: as it was asked.
        schools: who answered together.
    """

    content: dict[str, Any]
    instrument: Instrument
    schools: frozenset[UUID]


def compare_factors(now: Published, *, before: Published | None, factor_id: str) -> Comparison:
    """Compare one factor with the administration before; None if there was none."""
    if before is None:
        return _FIRST
    return _comparison(_reasons(now, before=before, factor_id=factor_id))


def compare_domains(now: Published, *, before: Published | None, domain_id: str) -> Comparison:
    """Compare a domain, a mean of its factors: all of them must be comparable, and no other."""
    if before is None:
        return _FIRST
    mine, theirs = _domain(now, domain_id), _domain(before, domain_id)
    if theirs is None or mine is None:
        return _comparison({"not_asked_before"})
    factors = {factor.id for factor in mine.factors}
    found: set[NotComparable] = set()
    if factors != {factor.id for factor in theirs.factors}:
        found.add("other_factors")
    for factor in factors & {factor.id for factor in theirs.factors}:
        found |= _reasons(now, before=before, factor_id=factor)
    return _comparison(found)


def _reasons(now: Published, *, before: Published, factor_id: str) -> set[NotComparable]:
    found: set[NotComparable] = set() if now.schools == before.schools else {"other_schools"}
    compared = compare_factor(now.instrument, before=before.instrument, factor_id=factor_id)
    happened: dict[NotComparable, object] = {
        "not_asked_before": compared.missing,
        "items_added": compared.added,
        "items_removed": compared.removed,
        "another_scale": compared.rescaled,
        "wording_reversed": compared.turned,
        "asked_of_others": compared.asked_of_others,
    }
    return found | {reason for reason, what in happened.items() if what}


def _comparison(reasons: Collection[NotComparable]) -> Comparison:
    return Comparison(comparable=not reasons, reasons=sorted(reasons))


def _domain(of: Published, domain_id: str) -> Domain | None:
    return next((one for one in of.instrument.domains if one.id == domain_id), None)
