"""R3: subgroups of a school by the answers to one background question; factor scores only.

Every cell is a group of its own: it needs k people and R1 on its own n. "Not answered" is a cell like any
other. Hidden cells must hold nobody or at least k people together, or the whole school's score less the shown
cells would be theirs; so the next smallest is hidden as well. Sizes of cells are never published: a cell of
eight beside one of seven, of another factor, would tell that one person skipped something (R5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey_core.disclosure.auditor import Table, choose
from survey_core.disclosure.means import CodedMean, coded_mean, rounding_unit
from survey_core.disclosure.standing import Conditions, Reason, standing, withheld

NOT_ANSWERED = ""
"""The cell of those who left the question out or preferred not to answer."""
_FEWEST_SHOWN = 2
"""A table of one cell says nothing but how the rest, which is hidden, differs from it."""


@dataclass(frozen=True, kw_only=True)
class SubgroupTally:
    """Exact score of one factor in one cell.

    Attributes:
        band: the answer's value; `NOT_ANSWERED` for none.
        n: persons of the cell who were scored on the factor.
        mean: of their scores after reversal, in scale points; 0 if n is 0.
    """

    band: str
    n: int
    mean: Fraction


@dataclass(frozen=True)
class SubgroupCell:
    """One cell as it may be told.

    Attributes:
        band: the answer's value.
        mean: coded by R8; or the reason why it is hidden. Hidden cells do not say which rule hid them: that
            would tell a small one from the one hidden beside it.
    """

    band: str
    mean: CodedMean | Reason


SubgroupTable = tuple[SubgroupCell, ...] | Reason
"""One factor's cells in the order given; or the reason why none of them is shown."""

SubgroupCore = Mapping[str, SubgroupTable] | Reason
"""What may be known by one question: factor to its cells; or the reason why the table is withheld."""


def code_subgroups(
    conditions: Conditions,
    kept: Sequence[SubgroupTally],
    *,
    bands: Sequence[str],
    n_items: int,
    low: int,
    high: int,
    whole: Reason | None,
) -> SubgroupTable:
    """Code the cells that a release kept because they may be shown (`shown_bands`); it kept no others.

    Args:
        conditions: of the whole school.
        kept: the cells that may be shown.
        bands: every band of the question and `NOT_ANSWERED`, in the order to be shown.
        n_items: items in the factor.
        low: lowest scale value L.
        high: highest scale value H.
        whole: why the school's own score of the factor is withheld; None if it is shown. Where it is not,
            no part of it is either.
    """
    reason = whole or table_withheld(conditions)
    if reason is not None:
        return reason
    if len(kept) < _FEWEST_SHOWN:
        return "cells_too_small"
    tallies = {tally.band: tally for tally in kept}
    return tuple(
        SubgroupCell(band, _mean(conditions, tallies.get(band), n_items=n_items, low=low, high=high))
        for band in bands
    )


def table_withheld(conditions: Conditions) -> Reason | None:
    """Why a school shows no subgroups at all; None if it may.

    Below 65 % a score needs its worst case beside it, and how many of a subgroup are missing nobody knows.
    """
    stand = standing(conditions)
    if stand == "suppressed":
        return "not_enough_responses"
    if conditions.interim:
        return "interim_release"
    return "preliminary" if stand == "preliminary" else None


def shown_bands(conditions: Conditions, sizes: Mapping[str, int], *, n_items: int) -> frozenset[str]:
    """Choose the cells of one factor that are shown; none at all where fewer than two would be.

    Args:
        conditions: of the whole school.
        sizes: band to persons scored on the factor, `NOT_ANSWERED` included.
        n_items: items in the factor.
    """
    if table_withheld(conditions) is not None:
        return frozenset()
    shown = {band for band, n in sizes.items() if _may_be_shown(conditions, n, n_items=n_items)}
    while shown and _exposes_hidden(conditions, sum(sizes.values()) - sum(sizes[band] for band in shown)):
        shown.remove(min(shown, key=lambda band: (sizes[band], band)))
    return frozenset(shown) if len(shown) >= _FEWEST_SHOWN else frozenset()


def _may_be_shown(conditions: Conditions, n: int, *, n_items: int) -> bool:
    safe = conditions.safe(n)
    return "score" not in withheld(conditions, n=n) and rounding_unit(n=safe, n_items=n_items) is not None


def _exposes_hidden(conditions: Conditions, people: int) -> bool:
    """Whether the hidden cells together are somebody, but fewer than k people for certain."""
    return people > 0 and conditions.safe(people) < conditions.k


def _mean(
    conditions: Conditions, tally: SubgroupTally | None, *, n_items: int, low: int, high: int
) -> CodedMean | Reason:
    mean = None
    if tally is not None and _may_be_shown(conditions, tally.n, n_items=n_items):
        mean = coded_mean(tally.mean, n=conditions.safe(tally.n), n_items=n_items, low=low, high=high)
    return "not_enough_responses" if mean is None else mean


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """What decides which groups one person is in; no answers to items.

    Attributes:
        bands: background question to the band chosen; left out or `NOT_ANSWERED` for none.
        scored: factors the person has a score on; asked by a branch and enough items answered.
    """

    bands: Mapping[str, str]
    scored: frozenset[str]


def withheld_subgroup_tables(
    people: Sequence[Respondent],
    *,
    questions: Sequence[str],
    items_of: Mapping[str, int],
    conditions: Conditions,
) -> frozenset[str]:
    """Find the tables that R7 withholds: with two questions, cells may overlap but for a few people.

    Run inside a release, while lines are whole. Each factor is audited on its own: only sums of the same
    factor can be subtracted from each other. A table that fails for one factor is withheld for all, because
    which factors fail would tell something of who was scored on them.

    Args:
        people: every accepted response, in any order.
        questions: the background questions chosen, in instrument order.
        items_of: factor to the number of its items.
        conditions: of the school at release.

    Returns:
        The questions whose table must be withheld.
    """
    gone: set[str] = set()
    for factor, n_items in items_of.items():
        own = [person for person in people if factor in person.scored]
        if "score" in withheld(conditions, n=len(own)):
            continue
        tables, sizes = _tables(own, questions=questions, n_items=n_items, conditions=conditions)
        gone |= {dropped.table for dropped in choose(tables, sizes=sizes, k=conditions.k)}
    return frozenset(gone)


def _tables(
    people: Sequence[Respondent], *, questions: Sequence[str], n_items: int, conditions: Conditions
) -> tuple[list[Table], dict[str, int]]:
    """The school's own score and its tables; people who gave the same bands to all questions are one cell."""
    sizes: dict[str, int] = {}
    cells_of: dict[tuple[str, str], set[str]] = {}
    for person in people:
        bands = [person.bands.get(question, NOT_ANSWERED) for question in questions]
        cell = "\x1f".join(bands)
        sizes[cell] = sizes.get(cell, 0) + 1
        for question, band in zip(questions, bands, strict=True):
            cells_of.setdefault((question, band), set()).add(cell)
    tables = [Table(name="", kind="school_profile", groups=(frozenset(sizes),))]
    for question in questions:
        cells = {band: cells for (of, band), cells in cells_of.items() if of == question}
        people_of = {band: sum(sizes[cell] for cell in own) for band, own in cells.items()}
        shown = shown_bands(conditions, people_of, n_items=n_items)
        groups = tuple(frozenset(cells[band]) for band in sorted(shown))
        tables.append(Table(name=question, kind="subgroup_table", groups=groups))
    return tables, sizes
