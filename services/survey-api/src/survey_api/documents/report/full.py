"""Every factor of a report on its continuum, in plain words, with its statements."""

from collections.abc import Sequence
from typing import Any, Final

from survey_api.documents.report import geometry, plain
from survey_api.documents.report.finding import factors_of, in_causal_order, title_of
from survey_api.documents.report.reader import Json, Reader, hidden, shown

_SIGN: Final = {"exact": "", "at_most": "≤ ", "at_least": "≥ "}


def supports_part(profile: Json, reader: Reader) -> dict[str, Any] | None:
    """Steps for the factors to start with, written for their levels."""
    start = shown(profile["start_here"])
    if start is None or not start["supports"]:
        return None
    return {
        "title": reader.t["start"]["supports"],
        "steps": [
            {
                "title": reader.local(one["title"]),
                "factor": reader.local(title_of(one["factor"], profile)),
                "text": reader.local(one["text"]),
            }
            for one in start["supports"]
        ],
    }


def legend_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """What the marks of the continuum mean; only the marks that are drawn."""
    t, factors = reader.t, [one for one in factors_of(profile) if not hidden(one["score"])]
    has_band = any(not hidden(one["interval"]) for one in factors)
    has_earlier = any(plain.earlier_mean(one) is not None for one in factors)
    return {
        "title": t["chart"]["legend"],
        "band": t["chart"]["keyBand"] if has_band else None,
        "bounds": None if has_band else t["chart"]["keyBounds"],
        "mark": t["chart"]["keyMark"],
        "earlier": t["change"]["mark"] if has_earlier else None,
        "provisional": t["levels"]["provisional"],
    }


def domains_part(profile: Json, reader: Reader) -> list[dict[str, Any]]:
    """Each domain with its factors, and the same numbers as a table."""
    return [_domain(domain, reader) for domain in in_causal_order(profile)]


def _domain(domain: Json, reader: Reader) -> dict[str, Any]:
    t, score, level = reader.t, shown(domain["score"]), shown(domain["level"])
    said = (
        reader.why(domain["score"])
        if score is None
        else reader.fill(t["domain"]["score"], percent=reader.number(score["percent"]))
    )
    names = ("factor", "score", "interval", "bounds", "level", "agreement")
    return {
        "order": reader.fill(t["domain"]["order"], at=domain["causal_position"]),
        "title": reader.local(domain["title"]),
        "said": said if level is None else f"{said} · {reader.level(level)}",
        "factors": [_factor(factor, reader) for factor in domain["factors"]],
        "table": {
            "heads": [t["table"][name] for name in names],
            "rows": [_row(factor, reader) for factor in domain["factors"]],
        },
    }


def _row(factor: Json, reader: Reader) -> list[str]:
    score, level, agreement = (factor[name] for name in ("score", "level", "agreement"))
    return [
        reader.local(factor["title"]),
        reader.why(score) if hidden(score) else reader.score(score),
        reader.range(factor["interval"]),
        reader.range(factor["bounds"]),
        reader.why(level) if hidden(level) else reader.level(level),
        reader.why(agreement) if hidden(agreement) else reader.t["agreement"][agreement["word"]],
    ]


def _factor(factor: Json, reader: Reader) -> dict[str, Any]:
    t, score, level = reader.t, shown(factor["score"]), shown(factor["level"])
    group = factor.get("group")
    hint = [t["domain"][group]] if group else []
    if group and factor["eligible_estimated"]:
        hint.append(t["domain"]["estimated"])
    found = {"title": reader.local(factor["title"]), "hint": " · ".join(hint)}
    if score is None:
        return found | {"hidden": reader.why(factor["score"])}
    sentences = [
        plain.nearest_text(score, reader),
        plain.agreement_text(factor, reader),
        plain.change_text(factor, reader),
        plain.bounds_text(factor, reader),
        plain.tipping_text(factor, reader),
        plain.shrunken_text(factor, reader),
    ]
    return found | {
        "level": level and reader.level(level),
        "score": reader.score(score),
        "chart": _continuum(factor, score, reader),
        "said": " ".join(one for one in sentences if one),
        "no-level": reader.why(factor["level"]) if level is None else None,
        "visitor": t["factors"]["visitor"] if level else None,
        "descriptor": reader.local(level["descriptor"]) if level else "",
        "chances": level and plain.level_text(level, score, reader),
        "items": _items(factor, reader),
    }


def _continuum(factor: Json, score: Json, reader: Reader) -> dict[str, Any]:
    scale = score["scale"]
    cuts = reader.scales[scale["id"]].cuts if scale["id"] in reader.scales else []
    zones = geometry.level_zones(cuts, scale)
    names = [reader.level_name(name) for name in reader.levels] if len(reader.levels) == len(zones) else []
    interval, bounds = shown(factor["interval"]), shown(factor["bounds"])
    before = plain.earlier_mean(factor)
    return {
        "alt": _described(factor, score, reader),
        "zones": [zone | {"name": names[at] if names else ""} for at, zone in enumerate(zones)],
        "band": interval and geometry.span_of(interval, scale),
        "bounds": geometry.span_of(bounds, scale) if bounds and interval is None else None,
        "earlier": None if before is None else geometry.place_of(before, scale),
        "mark": geometry.place_of(score["mean"], scale),
    }


def _described(factor: Json, score: Json, reader: Reader) -> str:
    """The chart as a sentence."""
    t, interval, bounds, level = (
        reader.t["chart"],
        shown(factor["interval"]),
        shown(factor["bounds"]),
        shown(factor["level"]),
    )
    title, scale = reader.local(factor["title"]), score["scale"]
    parts = [
        reader.fill(t["summary"], title=title, mean=reader.score(score), low=scale["low"], high=scale["high"])
    ]
    if interval and interval["everyone_answered"]:
        parts.append(t["everyone"])
    elif ends := interval or bounds:
        text = t["interval"] if interval else t["bounds"]
        parts.append(reader.fill(text, low=reader.number(ends["low"]), high=reader.number(ends["high"])))
    if level:
        parts.append(reader.fill(t["level"], level=reader.level_name(level["name"])))
    return " ".join([*parts, plain.change_text(factor, reader)]).strip()


def _items(factor: Json, reader: Reader) -> dict[str, Any]:
    items = shown(factor["items"])
    rows = [item_row(item, factor["score"]["scale"], reader) for item in items or []]
    return {
        "title": reader.t["items"]["show"],
        "hidden": reader.why(factor["items"]) if items is None else None,
        "rows": rows,
    } | sides_of(rows, reader)


def sides_of(rows: Sequence[Json], reader: Reader) -> dict[str, Any]:
    """What the two sides of bars are called, and the first row that has a bar to say it at."""
    t, first = reader.t["items"], next((at for at, row in enumerate(rows) if row["bar"]), None)
    return {"sides": None if first is None else {"at": first, "disagree": t["disagree"], "agree": t["agree"]}}


def item_row(item: Json, scale: Json, reader: Reader) -> dict[str, Any]:
    """A statement: the bar, and the same shares in words; or what may be told in place of them."""
    text, partition, shares = reader.local(item["text"]), shown(item["partition"]), shown(item["shares"])
    if partition is None or shares is None:
        return {"text": text, "bar": None, "shares": [_agree_only(item, scale, reader)]}
    said = [
        f"{reader.options(options, scale=scale['id'])}: {share} %"
        for options, share in zip(partition, shares, strict=True)
    ]
    return {
        "text": text,
        "bar": geometry.diverge(partition, shares, scale),
        "alt": f"{text} {', '.join(said)}",
        "shares": said,
    }


def _agree_only(item: Json, scale: Json, reader: Reader) -> str:
    agree = shown(item["agree"])
    if agree is None:
        return reader.why(item["partition"] if hidden(item["partition"]) else item["agree"])
    options = reader.options(agree["options"], scale=scale["id"])
    return f"{options}: {_SIGN[agree['bound']]}{agree['percent']} %"
