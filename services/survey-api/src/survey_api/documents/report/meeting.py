"""A plan for a meeting about a profile, as on the pages (frontend/src/results/meeting.ts)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from survey_api.documents.report.finding import factors_of, in_causal_order
from survey_api.documents.report.reader import Json, Reader, hidden, shown
from survey_core.wording import plan

_PLACE: Final = re.compile(r"\{(\w+)\}")
_QUOTES: Final = {"en": "“{}”", "es": "«{}»"}


def meeting_part(profile: Json, reader: Reader) -> dict[str, Any] | None:
    """The steps in order, with this school's own names in them; None while the survey is still open."""
    kind = _kind(profile)
    if kind is None:
        return None
    t, names = reader.t["meeting"], _names(profile, reader)
    steps = []
    for name, minutes in plan()["meeting"][kind]:
        lines = {key: line for key, line in t["steps"][name].items() if key != "title"}
        steps.append(
            {
                "title": t["steps"][name]["title"],
                "minutes": reader.fill(t["minutes"], n=minutes),
                "lines": [said for line in lines.values() if (said := _filled(line, names, reader))],
            }
        )
    return {"title": t["title"], "lead": t["lead"], "rules": t["rules"], "steps": steps}


def _kind(profile: Json) -> str | None:
    facts = profile["participation"]
    if facts["interim"]:
        return None
    if facts["standing"] != "profile":
        return str(facts["standing"])
    start = shown(profile["start_here"])
    if start is None:
        return "scores"
    divided = "divided" if shown(profile["disagreement_items"]) else "united"
    return f"{'strong' if start['rule'] == 'nothing_weak' else 'start'}_{divided}"


def _filled(line: str, names: Mapping[str, str], reader: Reader) -> str:
    """A line; nothing where it would name something of which there is none."""
    return "" if any(not names[one] for one in _PLACE.findall(line)) else reader.fill(line, **names)


def _names(profile: Json, reader: Reader) -> dict[str, str]:
    factors = factors_of(profile)

    def titles(ids: Sequence[str]) -> str:
        return reader.listed([reader.local(one["title"]) for one in factors if one["id"] in ids])

    start = shown(profile["start_here"]) or {"factors": [], "supports": []}
    items = {
        item["id"]: item for factor in factors if not hidden(factor["items"]) for item in factor["items"]
    }
    split = [one["item"] for one in shown(profile["disagreement_items"]) or [] if one["item"] in items]
    quote = _QUOTES[reader.language]
    return {
        "start": titles(start["factors"]),
        "leverage": titles([one["factor"] for one in shown(profile["leverage"]) or []]),
        "items": " ".join(
            quote.format(reader.local(items[one]["text"])) for one in split[: plan()["read_aloud"]]
        ),
        "supports": " · ".join(reader.local(one["title"]) for one in start["supports"]),
        "domains": " · ".join(reader.local(one["title"]) for one in in_causal_order(profile)),
    }
