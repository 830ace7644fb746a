"""How progress is coarsened so that it never tells who has just answered (anonymity.md, Traces)."""

from dataclasses import dataclass
from typing import Literal

Band = Literal["below_40", "from_40_to_65", "from_65"]

_STEP = 5
_BANDS_BELOW_ELIGIBLE = 20
_PRELIMINARY_PERCENT, _PROFILE_PERCENT = 40, 65


@dataclass(frozen=True)
class Coarse:
    """Either a count rounded down to a multiple of five, or a band of the response rate in percent."""

    completed_floor: int | None
    band: Band | None


def coarsen(completed: int, *, eligible: int) -> Coarse:
    """Coarsen a count of stored responses.

    Args:
        completed: stored responses.
        eligible: people who may answer, as the manifest says; below 20 of them only a band is told.
    """
    if eligible < _BANDS_BELOW_ELIGIBLE:
        return Coarse(completed_floor=None, band=_band(completed, eligible))
    return Coarse(completed_floor=completed // _STEP * _STEP, band=None)


def _band(completed: int, eligible: int) -> Band:
    if completed * 100 < _PRELIMINARY_PERCENT * eligible:
        return "below_40"
    return "from_40_to_65" if completed * 100 < _PROFILE_PERCENT * eligible else "from_65"
