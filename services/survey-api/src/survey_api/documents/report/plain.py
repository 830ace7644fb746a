"""What a factor's numbers say, in the sentences of the pages (frontend/src/results/plain.ts)."""

from typing import Final

from survey_api.documents.report.reader import Json, Reader, hidden, shown

_ALIKE: Final = {"strong": "agreementStrong", "moderate": "agreementModerate", "weak": "agreementWeak"}
#: Fewer answers than these, and each of them moves the scores.
_FEW: Final = 10


def answered_text(facts: Json, reader: Reader) -> str:
    """How many answered."""
    t, responses = reader.t, facts["responses"]
    if hidden(responses):
        return str(t["suppressed"]["not_enough_responses"])
    eligible, rate = facts["eligible"], shown(facts["response_rate"])
    if eligible is None or rate is None:
        return reader.fill(t["standing"]["answeredOnly"], n=responses)
    # As a whole percent, rounded down; 0.29 * 100 would be 28.999….
    percent = reader.number(round(rate * 1000) // 10, 0)
    return reader.fill(t["standing"]["answered"], n=responses, eligible=eligible, rate=percent)


def trust_text(facts: Json, reader: Reader) -> str:
    """How far to trust it: by who is missing."""
    t, responses, standing = reader.t["trust"], facts["responses"], facts["standing"]
    if hidden(responses) or standing == "suppressed":
        return ""
    small = f" {t['small']}" if responses < _FEW else ""
    if facts["eligible"] is None:
        return f"{t['unknown']}{small}"
    missing = facts["eligible"] - responses
    if missing <= 0:
        return f"{t['everyone']}{small}"
    if standing == "preliminary":
        return reader.fill(t["preliminary"], missing=missing)
    return (t["one"] if missing == 1 else reader.fill(t["most"], missing=missing)) + small


def nearest_text(score: Json, reader: Reader) -> str:
    """The answer whose value is nearest to the mean, by its label."""
    scale = reader.scales.get(score["scale"]["id"])
    if score["bound"] != "exact" or scale is None or not scale.labels:
        return ""
    nearest = min(scale.labels, key=lambda value: abs(value - score["mean"]))
    return reader.fill(reader.t["factors"]["nearest"], label=reader.local(scale.labels[nearest]))


def agreement_text(factor: Json, reader: Reader) -> str:
    """How much alike people see it."""
    agreement = shown(factor["agreement"])
    return "" if agreement is None else str(reader.t["factors"][_ALIKE[agreement["word"]]])


def earlier_mean(factor: Json) -> float | None:
    """The mean of the survey before: this one less the published difference."""
    score, change = shown(factor["score"]), shown(factor.get("change"))
    return (
        None if score is None or change is None else round((score["mean"] - change["difference"]) * 10) / 10
    )


def change_text(factor: Json, reader: Reader) -> str:
    """The verdict, with the mean before."""
    before = earlier_mean(factor)
    if before is None:
        return ""
    return f"{reader.t['change'][factor['change']['verdict']]} ({reader.number(before)})."


def bounds_text(factor: Json, reader: Reader) -> str:
    """Where the mean would lie whatever those who did not answer would have said."""
    bounds = shown(factor["bounds"])
    if bounds is None:
        return ""
    ends = {name: reader.number(bounds[name]) for name in ("low", "high")}
    return reader.fill(reader.t["factors"]["bounds"], **ends)


def tipping_text(factor: Json, reader: Reader) -> str:
    """What it would take to move the level."""
    t, tipping = reader.t["factors"], shown(factor["tipping_point"])
    if tipping is None:
        return ""
    level = reader.level_name(tipping["to_level"])
    if not tipping["possible"]:
        return str(t["tippingNever"])
    if tipping["points"] == 0:
        return reader.fill(t["tippingAtOnce"], level=level)
    text = t["tippingLower"] if tipping["direction"] == "lower" else t["tippingHigher"]
    return reader.fill(text, points=reader.number(tipping["points"]), level=level)


def shrunken_text(factor: Json, reader: Reader) -> str:
    """The mean drawn towards the district's, where it is published."""
    mean = shown(factor.get("shrunken_mean"))
    return "" if mean is None else reader.fill(reader.t["factors"]["shrunken"], mean=reader.number(mean))


def level_text(level: Json, score: Json, reader: Reader) -> str:
    """Where levels begin on the factor's scale, and how likely each is."""
    t, scale = reader.t["explain"]["level"], reader.scales.get(score["scale"]["id"])
    cuts = reader.listed([reader.number(cut) for cut in scale.cuts]) if scale else ""
    return reader.fill(t["text" if cuts else "noCuts"], cuts=cuts, chances=chances_text(level, reader))


def chances_text(level: Json, reader: Reader) -> str:
    """How likely each level is, lowest first."""
    chances = []
    for at, chance in enumerate(level["probabilities"]):
        name = reader.level_name(reader.levels[at]) if at < len(reader.levels) else str(at + 1)
        percent = reader.number(round(100 * chance), 0)
        chances.append(reader.fill(reader.t["explain"]["chance"], level=name, percent=percent))
    return reader.listed(chances)
