"""The comparison as a page: a summary, a scatter, each item, and some schools as they would be published."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from infra.nyc.city import CitySchool, ItemRule
from infra.nyc.comparing import ItemResult, Pair, rescaled
from infra.nyc.summing import Summary
from survey_core.contracts.measures import Factor, Suppressed
from survey_core.contracts.profile import ProfileDocument

_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1f27}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{padding:.25rem .75rem;text-align:start;"
    "border-bottom:1px solid #79828f;font-variant-numeric:tabular-nums}svg{max-width:32rem;height:auto}"
    "circle{fill:#1d4f91;fill-opacity:.15}line{stroke:#4a5361}text{font-size:.4px;fill:#1a1f27}"
)
_SOURCE = (
    "Source: NYC Department of Education, 2011 School Survey (NYC Open Data). Only counts were published:"
    " nothing here depends on how one person's answers belong together."
)
_TOP = 10


def page(
    summary: Summary,
    *,
    results: Sequence[ItemResult],
    unknown: Sequence[ItemResult],
    schools: Sequence[tuple[CitySchool, ProfileDocument]],
    rules: dict[str, ItemRule],
) -> str:
    """Write the page.

    Args:
        summary: over all items whose rule is known.
        results: these items.
        unknown: items whose rule nobody found out, beside the same formula.
        schools: some schools with what would be published of them.
        rules: how each item is scored.
    """
    parts = [
        "<h1>New York City's teacher survey of 2011, scored again</h1>",
        f"<p>{escape(summary.text)}</p>",
        f"<p>{_SOURCE}</p>",
        "<h2>Ours beside the city's, every item of every school</h2>",
        _scatter(pair for result in results for pair in result.pairs),
        "<h2>Each item</h2>",
        _items(results),
        "<h2>Items whose rule is not known</h2>",
        "<p>The city does not say how it scores these; the same formula does not give its numbers.</p>",
        _items(unknown),
        "<h2>Some schools as they would be published</h2>",
        "<p>Published means are rounded, and some are withheld: they differ from the city's more.</p>",
        *(_school(school, document, rules) for school, document in schools),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>New York City 2011</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _scatter(pairs: Iterable[Pair]) -> str:
    dots = "".join(f'<circle cx="{p.city + 1:.2f}" cy="{11 - p.ours:.3f}" r=".06"/>' for p in pairs)
    ticks = "".join(
        f'<text x="{at + 0.85}" y="11.6">{at}</text><text x=".3" y="{11.15 - at}">{at}</text>'
        for at in range(0, _TOP + 1, 2)
    )
    return (
        '<svg viewBox="0 0 12 12.6" role="img" aria-label="Our scores against the city\'s: all on one line">'
        '<line x1="1" y1="11" x2="11" y2="11" stroke-width=".03"/>'
        '<line x1="1" y1="1" x2="1" y2="11" stroke-width=".03"/>'
        f'<line x1="1" y1="11" x2="11" y2="1" stroke-width=".02"/>{dots}{ticks}'
        '<text x="4.6" y="12.3">the city\'s score</text><text x=".3" y=".6">ours</text></svg>'
    )


def _items(results: Iterable[ItemResult]) -> str:
    rows = (
        [one.item, len(one.pairs), one.agreeing, f"{one.middle:.3f}", f"{one.largest:.3f}"] for one in results
    )
    return _table(["Item", "Schools", "Same to the decimal", "Median difference", "Largest"], rows)


def _school(school: CitySchool, document: ProfileDocument, rules: dict[str, ItemRule]) -> str:
    taken_part = document.participation
    head = f"{school.dbn}: {school.responding} of {school.eligible} answered, {taken_part.standing}"
    factors = [factor for domain in document.domains for factor in domain.factors]
    rows = [
        [item, school.items[item].published_score, *_published(factor, rules[item])]
        for factor in factors
        if (item := factor.id.removeprefix("f_")) in school.items
    ]
    table = _table(["Item", "City, 0-10", "Published, 0-10", "Likely range, 0-10", "Level"], rows)
    return f"<h3>{escape(head)}</h3><details><summary>{len(rows)} items</summary>{table}</details>"


def _published(factor: Factor, rule: ItemRule) -> list[str]:
    if isinstance(factor.score, Suppressed):
        return [f"not shown ({factor.score.reason})", "", ""]
    bound = {"exact": "", "at_most": "at most ", "at_least": "at least "}[factor.score.bound]
    ends = (
        ""
        if isinstance(factor.interval, Suppressed)
        else f"{rescaled(factor.interval.low, rule):.1f} to {rescaled(factor.interval.high, rule):.1f}"
    )
    level = "not shown" if isinstance(factor.level, Suppressed) else factor.level.name
    return [f"{bound}{rescaled(factor.score.mean, rule):.1f}", ends, level]


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
