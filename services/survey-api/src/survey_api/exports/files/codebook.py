"""What every column means, in the words of the published documents' own contract."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from survey_api.exports.files.columns import NOT_THEN, Cell, Column
from survey_api.exports.files.tables import Table
from survey_core.contracts.measures import SUPPRESSION_REASONS

HEADER: Final = ("table", "column", "type", "unit", "allowed", "meaning", "explained_at")
_TYPES: Final = {
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "truth": "true or false",
    "day": "day (YYYY-MM-DD)",
}
_EMPTY: Final = (
    "A number that may not be shown is an empty cell, never 0, and the column that ends in `_suppressed`"
    " names the rule that hides it. One such column may speak for several: `interval_suppressed`"
    " for `interval_low` and `interval_high`."
)
_TEXTS: Final = (
    "In CSV a text that a spreadsheet could take for a formula begins with an apostrophe, which is no part of"
    " it. Lists are separated by spaces."
)
_WHERE: Final = "`explained_at` is a page of the installation that made the export."


def rows(tables: Sequence[Table]) -> Iterator[Sequence[str]]:
    """The codebook's rows, under `HEADER`."""
    for table in tables:
        for column in table.columns:
            unit = unit_of(table, column)
            yield (table.name, column.name, _TYPES[column.kind], unit, column.allowed, column.meaning,
                   column.explained)  # fmt: skip


def as_csv(tables: Sequence[Table]) -> bytes:
    """The codebook as CSV, written as the tables are."""
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow(HEADER)
    out.writerows(rows(tables))
    return written.getvalue().encode("utf-8-sig")


def as_markdown(tables: Sequence[Table]) -> bytes:
    """The codebook for reading."""
    lines = ["# Codebook", "", _EMPTY, "", _TEXTS, "", _WHERE, ""]
    for table in tables:
        lines += [f"## {table.name}", "", table.about, ""]
        lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
        for _, name, kind, unit, allowed, meaning, explained in rows([table]):
            more = f" ({allowed})" if allowed and not name.endswith("_suppressed") else ""
            link = f" [more]({explained})" if explained else ""
            lines.append(f"| `{name}` | {kind} | {unit} | {meaning}{more}{link} |")
        lines.append("")
    lines += ["## Why something is not shown", ""]
    lines += [f"- `{reason}`: {meaning}" for reason, meaning in SUPPRESSION_REASONS.items()]
    lines += [f"- `{NOT_THEN}`: The profile was published before there was this number.", ""]
    return "\n".join(lines).encode()


def cells(tables: Sequence[Table]) -> Iterator[Sequence[Cell]]:
    """The codebook as rows of a table among the others."""
    yield from rows(tables)


def unit_of(table: Table, column: Column) -> str:
    """The unit of a column's numbers; empty where there is none."""
    if column.kind not in {"whole", "number"}:
        return ""
    name = column.name
    if name.endswith("percent") or name == "share":
        return "percent"
    if name.startswith("interval_"):
        return "percent" if table.name.endswith("domains") else "scale points"
    if name.endswith("sds"):
        return "standard deviations between schools"
    if "schools" in name or name == "coverage_reporting_units":
        return "schools"
    return _UNITS.get(name.removeprefix("score_").removeprefix("change_"), "")


_UNITS: Final = {
    **dict.fromkeys(("participation_eligible", "participation_minimum_group"), "people"),
    **dict.fromkeys(("participation_responses", "participation_replacements_issued"), "people"),
    "participation_response_rate": "share, 0 to 1",
    "disagreement_probability": "probability, 0 to 1",
    **dict.fromkeys(("lowest", "highest", "scale_low", "scale_high"), "answer value"),
    **dict.fromkeys(("mean", "rounded_to", "difference", "interval_low", "interval_high"), "scale points"),
    **dict.fromkeys(("bounds_low", "bounds_high", "tipping_point_points"), "scale points"),
    **dict.fromkeys(("shrunken_mean", "agreement_ad_m", "between_schools_sd"), "scale points"),
}
