"""R0: the core of a factor, from which everything published about it is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from survey_core.disclosure.means import CodedMean
from survey_core.disclosure.rounding import TENTH, half_up, tenth_of_root
from survey_core.disclosure.standing import FINE_ANSWERS, Measure, Reason

AgreementWord = Literal["strong", "moderate", "weak"]

SMALLEST_SD = Fraction(3, 10)
"""A smaller spread would tell that nearly all said the same."""
DEFAULT_SD = Fraction(18, 100)
"""Spread as a share of the scale where there are too few schools to pool."""


@dataclass(frozen=True, kw_only=True)
class FactorCore:
    """(n, mean, spread, agreement) of a factor, coarsened, and what may not be shown of it.

    Attributes:
        n: people the score rests on; where R5 hides that number, a stand-in (see `branches`).
        eligible: people the score speaks for, None where not known.
        estimated: True if `eligible` is an estimate (only part of the faculty was asked).
        mean: None if `score` is withheld.
        sd: spread of person scores in scale points, to 0.1; None if `score` is withheld.
        agreement: a word, from eight answers.
        rwg_j: to 0.1, from twenty answers.
        ad_m: in scale points, to 0.1, from twenty answers.
        withheld: measures that may not be shown, and why.
    """

    n: int
    eligible: int | None
    estimated: bool
    mean: CodedMean | None
    sd: Fraction | None
    agreement: AgreementWord | None = None
    rwg_j: Fraction | None = None
    ad_m: Fraction | None = None
    withheld: Mapping[Measure, Reason] = field(default_factory=dict)


def coarse_sd(variance: Fraction, *, own: bool, pooled: float | None, low: int, high: int) -> Fraction:
    """The spread to 0.1, at least 0.3.

    Args:
        variance: the group's own, of person scores, in squared scale points.
        own: False where the group's own spread would give its answers away.
        pooled: the administration's pooled within-school SD, which then stands in, in scale points;
            None where there is none: 0.18 of the scale stands in.
        low: lowest scale value L.
        high: highest scale value H.
    """
    if own:
        spread = tenth_of_root(variance)
    elif pooled is not None:
        spread = half_up(Fraction(pooled), TENTH)
    else:
        spread = half_up(DEFAULT_SD * (high - low), TENTH)
    return max(spread, SMALLEST_SD)


def agreement_word(ad_m: Fraction, *, n_options: int) -> AgreementWord:
    """AD_M(j) in a word: strong up to K/8, moderate up to K/6 (Burke and Dunlap's limit), else weak."""
    if ad_m <= Fraction(n_options, 8):
        return "strong"
    return "moderate" if ad_m <= Fraction(n_options, 6) else "weak"


def indices(
    *, n: int, rwg_j: Fraction | None, ad_m: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """r_wg(j) and AD_M(j) to 0.1, from twenty answers."""
    if n < FINE_ANSWERS or rwg_j is None or ad_m is None:
        return None, None
    return half_up(rwg_j, TENTH), half_up(ad_m, TENTH)
