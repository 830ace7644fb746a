"""The tables of an export: which part of a document gives a row, and what tells its rows apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from survey_api.exports.files import finding
from survey_api.exports.files.columns import (
    Cell,
    Column,
    Field,
    Kind,
    Words,
    cells_of,
    columns_of,
    fields_of,
)
from survey_api.exports.files.finding import Found, Part
from survey_core.contracts import district, measures, profile, starting_points


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of an export.

    Attributes:
        name: of its file or sheet.
        about: what one row is.
        of: the kind of document its rows come from.
        keys: the first columns.
        fields: what fills the others.
        find: its rows in a document.
    """

    name: str
    about: str
    of: Literal["profile", "summary"]
    keys: tuple[Column, ...]
    fields: tuple[Field, ...]
    find: Callable[[Part, Words], Found]

    @cached_property
    def columns(self) -> list[Column]:
        """Every column, in order."""
        return [*self.keys, *columns_of(self.fields)]

    def rows(self, document: Part, words: Words) -> Iterator[list[Cell]]:
        """Its rows in a document."""
        for keys, part in self.find(document, words):
            yield [*keys, *cells_of(self.fields, part, words=words)]


def _key(name: str, meaning: str, kind: Kind = "text") -> Column:
    return Column(name=name, kind=kind, meaning=meaning)


_PROFILE: Final = (
    _key("administration", "The administration's id."),
    _key("profile", "The profile's id; the same over its revisions."),
    _key("school_id", "The school's id, or the reporting unit's."),
    _key("school_name", "Its name."),
)
_DOMAIN: Final = _key("domain", "The domain's id in the instrument.")
_FACTOR: Final = _key("factor", "The factor's id in the instrument.")
_ITEM: Final = _key("item", "The item's id in the instrument.")
_IDS: Final = tuple(
    _key(name, f"Identifier of the system `{name}`; always a text.") for name in finding.SYSTEMS
)
_SUMMARY: Final = (
    _key("administration", "The administration's id."),
    _key("district", "The district's id."),
)
#: Which part a row is about, where one table holds rows of domains and of factors.
_ABOUT: Final = (
    _DOMAIN,
    _key("factor", "The factor's id; empty where the row is about the domain."),
)


def _made(
    name: str,
    about: str,
    keys: Sequence[Column],
    fields: tuple[Field, ...],
    find: Callable[[Part, Words], Found],
) -> Table:
    of: Literal["profile", "summary"] = "summary" if name.startswith("summary") else "profile"
    return Table(name=name, about=about, of=of, keys=tuple(keys), fields=fields, find=find)


#: Columns of a profile that its table names by its own keys.
_NAMED: Final = ("id", "administration", "school")
_CHANGE: Final = tuple(one for one in fields_of(measures.Factor) if one.key == "change")
_QUESTION: Final = (
    _key("question", "The background question's id."),
    _key("title", "Its wording."),
    _key("band", "The answer; empty for those who left the question out, and where the table is hidden."),
    _key("label", "The answer's wording."),
    _FACTOR,
)
_GROUP: Final = (
    _key("group", "Neighbouring answer values that are shown together, such as 1-2."),
    _key("lowest", "The lowest of these values.", "whole"),
    _key("highest", "The highest of these values.", "whole"),
    _key("share", "Whole percent of the answers; the groups of an item may sum to 99 or 101.", "whole"),
)
_NOTES: Final = _key("notes", "Codes of the notes to read first, separated by spaces.")
_PARTS: Final = (*_PROFILE, _DOMAIN)

TABLES: Final[Sequence[Table]] = (
    _made("schools", "One published profile: a school, or schools that are reported together.",
          (*_PROFILE, *_IDS, _NOTES), fields_of(profile.ProfileDocument, without=_NAMED), finding.schools),
    _made("members", "One school of those that are reported together.",
          (*_PROFILE, *_IDS), fields_of(profile.MemberSchool, prefix="member_"), finding.members),
    _made("domains", "One domain of a profile.",
          _PROFILE, fields_of(measures.Domain, id_as="domain"), finding.domains),
    _made("factors", "One factor of a profile.",
          _PARTS, fields_of(measures.Factor, without=("change",), id_as="factor"), finding.factors),
    _made("changes", "One factor's change since the profile before.",
          (*_PARTS, _FACTOR), _CHANGE, finding.changes),
    _made("items", "One statement of a profile. Factors whose statements are hidden have no rows:"
          " `items_suppressed` of the factor says why.",
          (*_PARTS, _FACTOR), fields_of(measures.Item, id_as="item"), finding.items),
    _made("item_shares", "One group of answers to a statement, as finely as may be shown.",
          (*_PARTS, _FACTOR, _ITEM, *_GROUP), (), finding.shares),
    _made("subgroups", "One factor's score among those who gave one answer to a background question.",
          (*_PROFILE, *_QUESTION), fields_of(profile.SubgroupFactor, without=("id",)), finding.subgroups),
    _made("disagreements", "One statement on which the faculty is split, in the instrument's order.",
          _PROFILE, fields_of(profile.DisagreementItem), finding.listed("disagreement_items")),
    _made("leverage", "One strong factor to build on, in the instrument's order.",
          _PROFILE, fields_of(profile.Leverage), finding.listed("leverage")),
    _made("supports", "One action that the recommendation offers.",
          _PROFILE, fields_of(profile.Support), finding.supports),
    _made("notes", "One thing to know before reading a profile's numbers.",
          _PROFILE, fields_of(profile.Note), finding.listed("notes")),
    _made("summary", "One administration over the district. None for a key that is bound to schools.",
          (_NOTES,), fields_of(district.DistrictSummary), finding.summaries),
    _made("summary_domains", "One domain over the district.",
          _SUMMARY, fields_of(district.DistrictDomain, id_as="domain"), finding.summary_domains),
    _made("summary_factors", "One factor over the district.",
          (*_SUMMARY, _DOMAIN), fields_of(district.DistrictFactor, id_as="factor"), finding.summary_factors),
    _made("summary_levels", "How many of the included schools lie in one level.",
          (*_SUMMARY, *_ABOUT), fields_of(district.LevelCount), finding.summary_levels),
    _made("summary_starting_points", "In how many of the included schools one factor is where to start.",
          _SUMMARY, fields_of(starting_points.StartingPoint), finding.starting_points),
    _made("summary_supports", "One support that the profiles of several included schools offer.",
          _SUMMARY, fields_of(starting_points.NeededSupport), finding.supports_needed),
    _made("summary_withheld", "One table that was made and not published.",
          _SUMMARY, fields_of(district.WithheldTable), finding.withheld),
)  # fmt: skip
