"""Change since an earlier administration, from the two published cores alone (anonymity.md R0).

A later revision of the earlier profile does not reach back: the difference is to the revision that was newest
when this profile was made, and `since` says which administration and day that was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring_worker.profiles.placing import outward, rounding_variance
from scoring_worker.psychometrics.change import VERDICTS, Wave, verdict, wave, welch
from scoring_worker.psychometrics.change import Change as Difference
from scoring_worker.psychometrics.multiple_testing import holm
from survey_core.contracts.measures import Change, Earlier, Suppressed, SuppressionReason
from survey_core.disclosure import FactorCore, SchoolCore
from survey_core.instruments import Factor, Instrument, Scale, compare_factor

SIGNIFICANT = 0.05
"""Largest adjusted p value at which a change holds among all factors; it matches the 95 % interval."""


@dataclass(frozen=True, kw_only=True)
class EarlierProfile:
    """The newest profile published of an earlier administration of the same questionnaire.

    Attributes:
        since: what the later profile says about it.
        instrument: as it was then.
        core: of the school, as it was published.
        same_schools: False where other schools answered together then.
    """

    since: Earlier
    instrument: Instrument
    core: SchoolCore
    same_schools: bool = True


def changes(
    core: SchoolCore, *, instrument: Instrument, earlier: EarlierProfile | None
) -> dict[str, Change | Suppressed]:
    """The change of every factor, in instrument order, or the rule that hides it.

    Args:
        core: of the school now.
        instrument: answered now; its `min_change` decides what is large enough.
        earlier: None if there is none.
    """
    compared: dict[str, Difference] = {}
    shown: dict[str, Change | Suppressed] = {}
    for factor in instrument.factors:
        reason = _why_not(factor, core=core, instrument=instrument, earlier=earlier)
        if reason is not None or earlier is None:
            shown[factor.id] = Suppressed(reason=reason or "no_comparison")
            continue
        now, before = core.factors[factor.id], earlier.core.factors[factor.id]
        compared[factor.id] = welch(
            _wave(now), before=_wave(before), known_variance=_rounding(now) + _rounding(before)
        )
        shown[factor.id] = _change(
            compared[factor.id],
            since=earlier.since,
            scale=instrument.scales[factor.scale],
            min_change=instrument.min_change,
            everyone=_complete(now) and _complete(before),
        )
    return shown | _judged_together(shown, compared)


def _why_not(
    factor: Factor, *, core: SchoolCore, instrument: Instrument, earlier: EarlierProfile | None
) -> SuppressionReason | None:
    """The first rule that hides a change: of this administration, of the pair, of the earlier one."""
    now = core.factors[factor.id]
    if "change" in now.withheld:
        return now.withheld["change"]
    if earlier is None:
        return "no_comparison"
    if not earlier.same_schools:
        return "not_comparable"
    if not compare_factor(instrument, before=earlier.instrument, factor_id=factor.id).comparable:
        return "not_comparable"
    before = earlier.core.factors[factor.id]
    if "change" in before.withheld:
        return before.withheld["change"]
    # Beyond a coded score the mean may be anything, and so may the difference.
    coded = any(one.mean is None or one.mean.bound != "exact" for one in (now, before))
    return "coded_score" if coded else None


def _wave(core: FactorCore) -> Wave:
    if core.mean is None or core.sd is None:
        raise ValueError("a factor without a score must have its change withheld")
    return wave(
        float(core.mean.value),
        variance=float(core.sd**2),
        n=core.n,
        eligible=np.nan if core.eligible is None else core.eligible,
    )


def _rounding(core: FactorCore) -> float:
    """Without it two complete faculties that hardly differ would be told apart by their rounding alone."""
    return 0.0 if core.mean is None else rounding_variance(core.mean)


def _complete(core: FactorCore) -> bool:
    return core.eligible is not None and core.n >= core.eligible


def _change(found: Difference, *, since: Earlier, scale: Scale, min_change: float, everyone: bool) -> Change:
    """One factor's change; whether it holds among all factors is judged afterwards.

    The verdict is that of the interval as it is shown, so that a reader can check it; rounding outward can
    only make a change harder to tell.
    """
    width = scale.high - scale.low
    ends = (float(found.low), float(found.high))
    interval = outward(ends, low=-width, high=width, everyone=everyone, bound="exact")
    as_shown = replace(found, low=np.array(interval.low), high=np.array(interval.high))
    return Change(
        since=since,
        difference=round(float(found.difference), 1),
        interval=interval,
        verdict=VERDICTS[int(verdict(as_shown, min_change=min_change))],
        holds_for_all=False,
    )


def _judged_together(
    shown: Mapping[str, Change | Suppressed], compared: Mapping[str, Difference]
) -> dict[str, Change]:
    """Every change that is told apart, with whether it also is among all factors shown."""
    adjusted = holm(np.array([float(one.p) for one in compared.values()]))
    holds = dict(zip(compared, (adjusted <= SIGNIFICANT).tolist(), strict=True))
    return {
        factor: one.model_copy(update={"holds_for_all": holds[factor]})
        for factor, one in shown.items()
        if isinstance(one, Change) and one.verdict != "cannot_be_told_apart"
    }
