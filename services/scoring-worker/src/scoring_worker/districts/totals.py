"""A mean over the faculties of several schools, with its interval; from what is published of each alone."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scipy import special

from scoring_worker.profiles.domain_part import PlacedDomain
from scoring_worker.profiles.placing import PlacedFactor, outward
from survey_core.contracts.measures import Interval
from survey_core.disclosure import Conditions
from survey_core.instruments import Scale


@dataclass(frozen=True, kw_only=True)
class Part:
    """A school in a total.

    Attributes:
        weight: its faculty: people eligible, or those who answered where that is not known.
        mean: its score.
        error: standard error of the score.
        df: degrees of freedom of the error.
        rounding: variance of the error that rounding the score made.
        lowest: where the score may lie at the lowest; below `mean` where it is coded "at most".
        highest: the same at the highest.
    """

    weight: int
    mean: Fraction
    error: float
    df: int
    rounding: float
    lowest: Fraction
    highest: Fraction


def factor_part(own: PlacedFactor, scale: Scale) -> Part:
    """A school in a factor's total, in scale points."""
    lowest, highest = own.mean.within(scale.low, scale.high)
    return Part(
        weight=own.core.n if own.core.eligible is None else own.core.eligible,
        mean=own.mean.value,
        error=own.error,
        df=own.core.n - 1,
        rounding=own.rounding,
        lowest=lowest,
        highest=highest,
    )


def domain_part(own: PlacedDomain, conditions: Conditions) -> Part:
    """A school in a domain's total, in percent."""
    return Part(
        weight=conditions.responses if conditions.population is None else conditions.population,
        mean=own.mean,
        error=own.error,
        df=own.df,
        rounding=own.rounding,
        lowest=own.mean,
        highest=own.mean,
    )


def mean_of(parts: Sequence[Part], *, value: Callable[[Part], Fraction] = lambda part: part.mean) -> Fraction:
    """Weighted by the faculties' sizes, exactly."""
    return sum((part.weight * value(part) for part in parts), Fraction(0)) / sum(p.weight for p in parts)


def interval_of(parts: Sequence[Part], *, low: int, high: int) -> Interval:
    """95 % for the faculties of these schools, rounded outward to 0.1.

    Every one of the schools was asked, so only their own errors and those of rounding their scores count:
    SE² = sum w² (SE² + u²/12), with Satterthwaite's degrees of freedom. `fsum` keeps the order of schools out
    of the last bit.

    Source:
        Cochran (1977), Sampling Techniques, eq. 5.7 (strata) and sec. 5.4 (degrees of freedom).
    """
    whole = sum(part.weight for part in parts)
    squares = [(part.weight / whole * part.error) ** 2 for part in parts]
    sampling = math.fsum(squares)
    variance = sampling + math.fsum((part.weight / whole) ** 2 * part.rounding for part in parts)
    shares = math.fsum(one**2 / part.df for one, part in zip(squares, parts, strict=True))
    df = variance**2 / shares if shares > 0 else math.inf
    half = float(special.stdtrit(df, 0.975)) * math.sqrt(variance)
    ends = (
        float(mean_of(parts, value=lambda part: part.lowest)) - half,
        float(mean_of(parts, value=lambda part: part.highest)) + half,
    )
    return outward(ends, low=low, high=high, everyone=sampling == 0, bound="exact")
