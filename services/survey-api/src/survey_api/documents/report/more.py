"""What changed, what divides the faculty, groups of people, and what a report was made from."""

from typing import Any

from survey_api.documents.report import plain
from survey_api.documents.report.finding import factors_of, in_causal_order
from survey_api.documents.report.full import item_row, sides_of
from survey_api.documents.report.reader import Json, Reader, hidden, shown


def changes_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """What changed since the survey before, in the order of the survey."""
    t, factors = reader.t, [one for domain in in_causal_order(profile) for one in domain["factors"]]
    known = [change for one in factors if (change := shown(one.get("change"))) is not None]
    if not known:
        first = next((one["change"] for one in factors if hidden(one.get("change"))), None)
        none = t["change"]["none"] if first is None else reader.why(first)
        return {"title": t["explain"]["change"]["title"], "none": none}
    day = known[0]["since"]["released_on"]
    title = reader.fill(t["change"]["title"], date=reader.day(day)) if day else t["change"]["titleUndated"]
    heads = [t["table"]["factor"], *(t["change"][name] for name in ("was", "now", "difference", "verdict"))]
    return {
        "title": title,
        "none": None,
        "lead": f"{t['change']['lead']} {t['change']['noChange']}",
        "table": {"heads": heads, "rows": [_changed(one, reader) for one in factors]},
    }


def _changed(factor: Json, reader: Reader) -> list[str]:
    title, change, before = (
        reader.local(factor["title"]),
        shown(factor.get("change")),
        plain.earlier_mean(factor),
    )
    if change is None or before is None:
        reason = next((one for one in (factor.get("change"), factor["score"]) if hidden(one)), None)
        return [title, reader.t["change"]["none"] if reason is None else reader.why(reason)]
    ends = (reader.signed(change["interval"][name]) for name in ("low", "high"))
    return [
        title,
        reader.number(before),
        reader.score(factor["score"]),
        f"{reader.signed(change['difference'])} ({' … '.join(ends)})",
        reader.t["change"][change["verdict"]],
    ]


def split_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """Statements the faculty is split on, in the instrument's order, never by size."""
    t, split = reader.t["items"], shown(profile["disagreement_items"])
    said = reader.why(profile["disagreement_items"]) if split is None else t["lead" if split else "none"]
    rows = []
    for one in split or []:
        factor = next(each for each in factors_of(profile) if each["id"] == one["factor"])
        item = next(each for each in factor["items"] if each["id"] == one["item"])
        hint = f"{reader.local(factor['title'])} · {t[one['flag']]}"
        rows.append(item_row(item, factor["score"]["scale"], reader) | {"hint": hint})
    return {"title": t["title"], "said": said, "rows": rows} | sides_of(rows, reader)


def groups_part(profile: Json, reader: Reader) -> dict[str, Any] | None:
    """Factor scores by the answers to background questions, where the district chose them."""
    t, groups = reader.t, profile.get("subgroups") or []
    if not groups:
        return None
    k = profile["participation"]["minimum_group"]
    return {
        "title": t["subgroups"]["title"],
        "lead": f"{t['subgroups']['lead']} {reader.fill(t['explain']['subgroups']['text'], k=k)}",
        "groups": [_group(one, profile, reader) for one in groups],
    }


def _group(group: Json, profile: Json, reader: Reader) -> dict[str, Any]:
    t, bands = reader.t, shown(group["bands"])
    found = {"title": reader.local(group["title"])}
    if bands is None:
        return found | {"hidden": reader.why(group["bands"])}
    heads = [reader.local(band["label"]) or t["subgroups"]["noAnswer"] for band in bands]
    return found | {
        "hidden": None,
        "table": {
            "heads": [t["table"]["factor"], *heads],
            "rows": [
                [reader.local(one["title"]), *(_cell(band, one["id"], reader) for band in bands)]
                for one in factors_of(profile)
            ],
        },
    }


def _cell(band: Json, factor: str, reader: Reader) -> str:
    score = next((one["score"] for one in band["factors"] if one["id"] == factor), None)
    if score is None:
        return ""
    return reader.why(score) if hidden(score) else reader.score(score)


def how_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """What the report as a whole was made from."""
    t, instrument = reader.t["about"], profile["instrument"]
    return {
        "title": t["how"],
        "text": t["howText"],
        "facts": [
            {
                "term": t["instrument"],
                "text": f"{instrument['id']} {instrument['version']}",
                "code": instrument["digest"],
            },
            {"term": t["scoring"], "text": profile["scoring_version"], "code": None},
            {"term": t["digest"], "text": "", "code": profile["input_digest"]},
        ],
    }
