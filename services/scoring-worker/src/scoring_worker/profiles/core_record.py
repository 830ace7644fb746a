"""A school's core as JSON: what change and district summaries are computed from later.

Why it may be kept: the published profile is a function of the core (anonymity.md R0), and nothing here is
finer than what that profile was made from. Means and spreads are the coarsened ones, the n of a branch whose
size is hidden (R5) is its stand-in, and of a factor whose score is hidden only the reason is kept. How many
responded is kept of hidden schools too, as R4 counts them. Items, agreement and subgroups are left out:
nothing later needs them. Only the reporter's login can read it.

Fractions are written as "41/10": what is read back is exactly what was published.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from survey_core.disclosure import CodedMean, Conditions, FactorCore, SchoolCore

VERSION = 1


class UnknownCoreRecord(ValueError):
    """A stored core of a shape this version does not know."""


def to_json(core: SchoolCore) -> dict[str, Any]:
    """Write a core as plain JSON values."""
    conditions = core.conditions
    return {
        "v": VERSION,
        "standing": core.standing,
        "conditions": {
            "responses": conditions.responses,
            "eligible": conditions.eligible,
            "replacements": conditions.replacements,
            "access": conditions.access,
            "interim": conditions.interim,
            "k": conditions.k,
            "repeated": conditions.repeated,
        },
        "withheld": dict(core.withheld),
        "factors": {factor: _factor_json(own) for factor, own in core.factors.items()},
    }


def from_json(record: Mapping[str, Any]) -> SchoolCore:
    """Read a core back: as it was without items, agreement and subgroups; n = 0 where the score is hidden.

    Raises:
        UnknownCoreRecord: it was written by another version.
    """
    if record.get("v") != VERSION:
        raise UnknownCoreRecord(f"stored core of version {record.get('v')}, known is {VERSION}")
    return SchoolCore(
        conditions=Conditions(**record["conditions"]),
        standing=record["standing"],
        withheld=record["withheld"],
        factors={factor: _factor_core(own) for factor, own in record["factors"].items()},
        items={},
    )


def _factor_json(core: FactorCore) -> dict[str, Any]:
    hidden = {"estimated": core.estimated, "withheld": dict(core.withheld)}
    if core.mean is None or core.sd is None:
        return hidden
    return hidden | {
        "n": core.n,
        "eligible": core.eligible,
        "mean": {"value": str(core.mean.value), "unit": str(core.mean.unit), "bound": core.mean.bound},
        "sd": str(core.sd),
    }


def _factor_core(record: Mapping[str, Any]) -> FactorCore:
    shown, mean = "mean" in record, record.get("mean")
    return FactorCore(
        n=record["n"] if shown else 0,
        eligible=record["eligible"] if shown else None,
        estimated=record["estimated"],
        mean=None
        if mean is None
        else CodedMean(value=Fraction(mean["value"]), unit=Fraction(mean["unit"]), bound=mean["bound"]),
        sd=Fraction(record["sd"]) if shown else None,
        withheld=record["withheld"],
    )
