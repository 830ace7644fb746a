"""A published profile as a person reads it on a terminal."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from survey_core.contracts.measures import SUPPRESSION_REASONS, SuppressionReason

_LANGUAGE = "en"


def print_profile(console: Console, profile: Mapping[str, Any]) -> None:
    """Print one school's profile: levels by name, intervals, where people disagree, where to start."""
    took_part = profile["participation"]
    console.print(f"\n[bold]{escape(profile['school']['name'])}[/bold]  {_turnout(took_part)}")
    console.print(_factors(profile))
    for table in profile["subgroups"]:
        if not _hidden(table["bands"]):
            console.print(_groups(table, profile))
    for reason in _reasons(profile):
        console.print(f"[dim]- {escape(SUPPRESSION_REASONS[reason])}[/dim]")
    for line in (*_disagreement(profile), *_start(profile)):
        console.print(line)
    for note in profile["notes"]:
        console.print(f"[dim]{escape(_text(note['text']))}[/dim]")


def print_summary(console: Console, summary: Mapping[str, Any]) -> None:
    """Print how much of the district its summary speaks for, and the mean of each domain."""
    means = ", ".join(
        f"{_text(domain['title'])} {_shown(domain['score'], _percent)}" for domain in summary["domains"]
    )
    console.print(f"\n[bold]The district[/bold]  {_text(summary['coverage']['text'])}: {escape(means)}")


def _turnout(took_part: Mapping[str, Any]) -> str:
    if _hidden(took_part["responses"]):
        return f"{took_part['eligible']} eligible, shown as: {took_part['standing']}"
    return (
        f"{took_part['responses']} of {took_part['eligible']} answered "
        f"({took_part['response_rate']:.0%}), shown as: {took_part['standing']}"
    )


def _factors(profile: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("")
    for title in ("score", "interval", "level", "agreement"):
        table.add_column(title, no_wrap=True)
    for domain in profile["domains"]:
        percent = _shown(domain["score"], _percent)
        level = _shown(domain["level"], _level)
        table.add_row(f"[bold]{escape(_text(domain['title']))}[/bold]", percent, "", level, "")
        for factor in domain["factors"]:
            table.add_row(f"  {escape(_text(factor['title']))}", *_measures(factor))
    return table


def _groups(subgroups: Mapping[str, Any], profile: Mapping[str, Any]) -> Table:
    """Scores by the answers to one background question."""
    table = Table(
        box=None,
        pad_edge=False,
        header_style="dim",
        title=escape(_text(subgroups["title"])),
        title_justify="left",
    )
    table.add_column("")
    for band in subgroups["bands"]:
        table.add_column(_text(band["label"]).lower())
    titles = {factor["id"]: factor["title"] for domain in profile["domains"] for factor in domain["factors"]}
    for place, factor in enumerate(titles):
        scores = [band["factors"][place]["score"] for band in subgroups["bands"]]
        table.add_row(f"  {escape(_text(titles[factor]))}", *(_shown(score, _score) for score in scores))
    return table


def _measures(factor: Mapping[str, Any]) -> Iterator[str]:
    yield _shown(factor["score"], _score)
    yield _shown(factor["interval"], _interval)
    yield _shown(factor["level"], _level)
    yield _shown(factor["agreement"], lambda agreement: str(agreement["word"]))


def _score(score: Mapping[str, Any]) -> str:
    sign = {"exact": "", "at_most": "≤ ", "at_least": "≥ "}[score["bound"]]
    return f"{sign}{score['mean']}"


def _percent(score: Mapping[str, Any]) -> str:
    return f"{score['percent']:.0f} %"


def _interval(interval: Mapping[str, Any]) -> str:
    return "nobody missing" if interval["everyone_answered"] else f"{interval['low']} to {interval['high']}"


def _level(level: Mapping[str, Any]) -> str:
    if level["between"]:
        return " or ".join(level["between"])
    return f"{level['name']} ({max(level['probabilities']):.0%})"


def _disagreement(profile: Mapping[str, Any]) -> Iterator[str]:
    items = profile["disagreement_items"]
    if _hidden(items) or not items:
        return
    texts = {
        item["id"]: _text(item["text"])
        for domain in profile["domains"]
        for factor in domain["factors"]
        if not _hidden(factor["items"])
        for item in factor["items"]
    }
    yield "The faculty is split over:"
    for item in items:
        yield f"  “{escape(texts[item['item']])}” ({item['flag']})"


def _start(profile: Mapping[str, Any]) -> Iterator[str]:
    start = profile["start_here"]
    if _hidden(start):
        return
    yield f"[bold]Where to start[/bold] (rule {start['rule']}): {escape(_text(start['text']))}"
    for support in start["supports"][:3]:
        yield f"  · {escape(_text(support['title']))}: {escape(_text(support['text']))}"


def _shown(value: Mapping[str, Any], show: Callable[[Mapping[str, Any]], str]) -> str:
    return "-" if _hidden(value) else show(value)


def _hidden(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("suppressed") is True


def _reasons(value: Any) -> list[SuppressionReason]:
    """Why things in the profile are not shown, each reason once; that there is no last year is none."""
    found: list[SuppressionReason] = [value["reason"]] if _hidden(value) else []
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for part in parts:
        found += _reasons(part)
    return [reason for reason in dict.fromkeys(found) if reason != "no_comparison"]


def _text(texts: Mapping[str, str]) -> str:
    return texts.get(_LANGUAGE) or next(iter(texts.values()), "")
