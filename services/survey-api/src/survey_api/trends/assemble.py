"""Putting published profiles side by side. Every value is taken as it stands; none is computed."""

from collections.abc import Iterable, Sequence
from typing import Any

from survey_api.trends.comparing import Published, compare_domains, compare_factors
from survey_core.contracts.profile import School
from survey_core.contracts.trend import TrendDocument

Json = dict[str, Any]


def assemble(school: School, published: Sequence[Published]) -> TrendDocument:
    """Make the document from profiles in the order in which their administrations ended."""
    by_instrument: dict[str, list[Published]] = {}
    for one in published:
        by_instrument.setdefault(one.content["instrument"]["id"], []).append(one)
    return TrendDocument(
        trend_version="1.0",
        school=school,
        series=[_series(name, of) for name, of in sorted(by_instrument.items())],
    )


def _series(instrument: str, published: Sequence[Published]) -> Any:
    return {
        "instrument": instrument,
        "administrations": [_administration(one.content) for one in published],
        "domains": [
            _domain(one, published) for one in _newest_first([one.content["domains"] for one in published])
        ],
    }


def _administration(content: Json) -> Json:
    taken = ("administration", "revision", "released_on", "instrument", "participation")
    return {name: content[name] for name in taken} | {
        "profile": content["id"],
        "reported_as": content["school"],
    }


def _domain(shown: Json, published: Sequence[Published]) -> Json:
    values, factors = [], []
    for before, now in _with_before(published):
        found = _find(now.content["domains"], shown["id"])
        if found is None:
            continue
        factors.append(found["factors"])
        comparison = compare_domains(now, before=before, domain_id=shown["id"])
        values.append(_value(now, found, ("score", "interval", "level"), comparison))
    return _named(shown) | {
        "values": values,
        "factors": [_factor(one, shown["id"], published) for one in _newest_first(factors)],
    }


def _factor(shown: Json, domain_id: str, published: Sequence[Published]) -> Json:
    values = []
    for before, now in _with_before(published):
        domain = _find(now.content["domains"], domain_id) or {"factors": []}
        if (found := _find(domain["factors"], shown["id"])) is not None:
            comparison = compare_factors(now, before=before, factor_id=shown["id"])
            values.append(_value(now, found, ("score", "interval", "level", "change"), comparison))
    return _named(shown) | {"values": values}


def _value(now: Published, found: Json, names: Iterable[str], comparison: object) -> Json:
    return {name: found[name] for name in names} | {
        "administration": now.content["administration"],
        "comparison": comparison,
    }


def _named(shown: Json) -> Json:
    return {"id": shown["id"], "title": shown["title"]}


def _with_before(published: Sequence[Published]) -> Iterable[tuple[Published | None, Published]]:
    return zip([None, *published], published, strict=False)


def _newest_first(lists: Sequence[list[Json]]) -> list[Json]:
    """Everything there ever was, in the newest order and wording; what was left out since comes after."""
    found: dict[str, Json] = {}
    for one in (one for listed in reversed(lists) for one in listed):
        found.setdefault(one["id"], one)
    return list(found.values())


def _find(among: Iterable[Json], wanted: str) -> Json | None:
    return next((one for one in among if one["id"] == wanted), None)
