"""What fits on one page: whose profile it is, how far to trust it, the domains, and where to start."""

from typing import Any, Final

from survey_api.documents.report import geometry
from survey_api.documents.report.finding import in_causal_order, title_of
from survey_api.documents.report.plain import answered_text, trust_text
from survey_api.documents.report.reader import Json, Reader, hidden, shown

#: Factors of the framework; a questionnaire of one's own may have others.
_USUAL: Final = 10


def top_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """Whose, of which day, and what it is."""
    t, school = reader.t["about"], profile["school"]
    made_up = next((one for one in profile["notes"] if one["code"] == "synthetic"), None)
    members = [one["name"] for one in school.get("members", [])]
    date = reader.day(profile["released_on"])
    return {
        "name": school["name"],
        "published": reader.fill(t["published"], date=date, revision=profile["revision"]),
        "synthetic": made_up and reader.local(made_up["text"]),
        "members": reader.fill(t["members"], names=reader.listed(members)) if members else None,
        "what": t["what"],
    }


def standing_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """Who answered, and how far the results may be trusted for it."""
    t, facts = reader.t["standing"], profile["participation"]
    said = [t[facts["standing"]], t["interim"] if facts["interim"] else "", trust_text(facts, reader)]
    return {
        "answered": answered_text(facts, reader),
        "said": " ".join(one for one in said if one),
        "k": reader.fill(t["k"], k=facts["minimum_group"]),
    }


def notes_part(profile: Json, reader: Reader) -> dict[str, Any] | None:
    """What to know before reading the numbers; that they are made up is said at the top."""
    texts = [reader.local(one["text"]) for one in profile["notes"] if one["code"] != "synthetic"]
    return {"title": reader.t["about"]["notes"], "texts": texts} if texts else None


def glance_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """The domains as one leads to the next, and where that leads."""
    t = reader.t
    return {name: t["glance"][name] for name in ("title", "lead", "students", "feedback")} | {
        "students-hint": t["glance"]["studentsHint"],
        "provisional": f"{t['glance']['provisional']} {t['levels']['provisional']}",
        "links": [_link(domain, reader) for domain in in_causal_order(profile)],
    }


def _link(domain: Json, reader: Reader) -> dict[str, Any]:
    t, score = reader.t, shown(domain["score"])
    title = reader.local(domain["title"])
    if score is None:
        return {"title": title, "hidden": reader.why(domain["score"])}
    percent = reader.number(score["percent"])
    said = reader.fill(t["domain"]["score"], percent=percent)
    interval, level = shown(domain["interval"]), shown(domain["level"])
    if interval is not None:
        ends = {name: reader.number(interval[name]) for name in ("low", "high")}
        everyone = interval["everyone_answered"]
        said += f", {t['chart']['everyone'] if everyone else reader.fill(t['glance']['range'], **ends)}"
    return {
        "title": title,
        "level": t["levels"]["none"] if level is None else reader.level(level),
        "said": said,
        "alt": reader.fill(t["chart"]["domain"], title=title, percent=percent),
        "zones": geometry.level_zones(_domain_cuts(domain, reader), geometry.PERCENT),
        "band": interval and geometry.span_of(interval, geometry.PERCENT),
        "mark": geometry.place_of(score["percent"], geometry.PERCENT),
    }


def _domain_cuts(domain: Json, reader: Reader) -> list[float]:
    counted = domain["score"]["factors"]
    scales = [
        one["score"]["scale"]
        for one in domain["factors"]
        if one["id"] in counted and not hidden(one["score"])
    ]
    found = [(scale, reader.scales[scale["id"]].cuts) for scale in scales if scale["id"] in reader.scales]
    return geometry.domain_cuts(found)


def start_part(profile: Json, reader: Reader) -> dict[str, Any]:
    """Where to start, the rule that says so, and what to build on."""
    t, start, leverage = reader.t, shown(profile["start_here"]), shown(profile["leverage"])

    def titles(ids: list[str]) -> str:
        return " · ".join(reader.local(title_of(one, profile)) for one in ids)

    facts = []
    if start is not None:
        rule = f"{t['start']['rule']} ({t['certainty'][start['certainty']]})"
        facts = [
            (t["start"]["factors"], titles(start["factors"])),
            (t["start"]["then"], titles(start["then"])),
            (rule, t["start"][start["rule"]]),
        ]
    return {
        "title": t["start"]["title"],
        "hidden": reader.why(profile["start_here"]) if start is None else None,
        "advice": start and reader.local(start["text"]),
        "facts": [{"term": term, "text": text} for term, text in facts if text],
        "leverage": {
            "title": t["start"]["leverage"],
            "hidden": reader.why(profile["leverage"]) if leverage is None else None,
            "none": t["start"]["noLeverage"] if leverage == [] else None,
            "factors": [
                {
                    "title": reader.local(title_of(one["factor"], profile)),
                    "certainty": t["certainty"][one["certainty"]],
                }
                for one in leverage or []
            ],
        },
    }


def factors_in_short(profile: Json, reader: Reader) -> dict[str, Any]:
    """Every factor in a line; without a column of levels where none is named."""
    t, factors = reader.t, [one for domain in in_causal_order(profile) for one in domain["factors"]]
    columns = ["factor", "score", "interval", "level"]
    if all(hidden(one["level"]) for one in factors):
        columns.remove("level")
    return {
        "title": t["factors"]["title" if len(factors) == _USUAL else "titleOther"],
        "heads": [t["table"][name] for name in columns],
        "rows": [_line(one, reader)[: len(columns)] for one in factors],
    }


def _line(factor: Json, reader: Reader) -> list[str]:
    title, score, level = reader.local(factor["title"]), factor["score"], factor["level"]
    if hidden(score):
        return [title, reader.why(score)]
    named = reader.why(level) if hidden(level) else reader.level(level)
    return [title, reader.score(score), reader.range(factor["interval"]), named]
