"""The tables of an export: which part of a document gives a row, and what tells its rows apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from survey_api.exports.files.columns import (
    Cell,
    Column,
    Field,
    Kind,
    Words,
    cells_of,
    columns_of,
    fields_of,
    group_name,
)
from survey_core.contracts import district, measures, profile

Part: TypeAlias = Mapping[str, Any]
Found: TypeAlias = Iterator[tuple[list[Cell], Part]]
"""Rows of a table in one document: what tells them apart, and the part that fills the rest."""


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
_SYSTEMS: Final = ("nces", "state", "oneroster", "local")
_IDS: Final = tuple(_key(name, f"Identifier of the system `{name}`; always a text.") for name in _SYSTEMS)
_SUMMARY: Final = (
    _key("administration", "The administration's id."),
    _key("district", "The district's id."),
)
#: Which part a row is about, where one table holds rows of domains and of factors.
_ABOUT: Final = (
    _DOMAIN,
    _key("factor", "The factor's id; empty where the row is about the domain."),
)


def _of(document: Part) -> list[Cell]:
    school = document["school"]
    return [document["administration"], document["id"], school["id"], school["name"]]


def _ids(part: Part) -> list[Cell]:
    known = {one["system"]: one["value"] for one in part["external_ids"]}
    return [known.get(system) for system in _SYSTEMS]


def _shown(parts: Any) -> Sequence[Any]:
    """The parts of a list; none where it is suppressed."""
    return parts if isinstance(parts, list) else ()


def _schools(document: Part, _: Words) -> Found:
    notes = " ".join(note["code"] for note in document["notes"])
    yield [*_of(document), *_ids(document["school"]), notes], document


def _members(document: Part, _: Words) -> Found:
    for one in document["school"].get("members", ()):
        yield [*_of(document), *_ids(one)], one


def _domains(document: Part, _: Words) -> Found:
    for one in document["domains"]:
        yield _of(document), one


def _factors(document: Part, _: Words) -> Found:
    for domain in document["domains"]:
        for one in domain["factors"]:
            yield [*_of(document), domain["id"]], one


def _changes(document: Part, words: Words) -> Found:
    for keys, factor in _factors(document, words):
        yield [*keys, factor["id"]], factor


def _items(document: Part, words: Words) -> Found:
    for keys, factor in _changes(document, words):
        for one in _shown(factor["items"]):
            yield keys, one


def _shares(document: Part, words: Words) -> Found:
    for keys, item in _items(document, words):
        groups, shares = _shown(item["partition"]), _shown(item["shares"])
        for values, share in zip(groups, shares, strict=True):
            yield [*keys, item["id"], group_name(values), values[0], values[-1], share], {}


def _subgroups(document: Part, words: Words) -> Found:
    for table in document.get("subgroups", ()):
        keys = [*_of(document), table["question"], words(table["title"])]
        if not isinstance(table["bands"], list):
            yield [*keys, None, None, None], {"score": table["bands"]}
        for band in _shown(table["bands"]):
            for factor in band["factors"]:
                yield [*keys, band["value"], words(band["label"]), factor["id"]], factor


def _listed(key: str) -> Callable[[Part, Words], Found]:
    def find(document: Part, _: Words) -> Found:
        for one in _shown(document[key]):
            yield _of(document), one

    return find


def _supports(document: Part, _: Words) -> Found:
    for one in document["start_here"].get("supports", ()):
        yield _of(document), one


def _over(document: Part) -> list[Cell]:
    return [document["administration"], document["district"]["id"]]


def _summaries(document: Part, _: Words) -> Found:
    yield [" ".join(note["code"] for note in document["notes"])], document


def _summary_domains(document: Part, _: Words) -> Found:
    for one in document["domains"]:
        yield _over(document), one


def _summary_factors(document: Part, _: Words) -> Found:
    for domain in document["domains"]:
        for one in domain["factors"]:
            yield [*_over(document), domain["id"]], one


def _summary_levels(document: Part, _: Words) -> Found:
    for domain in document["domains"]:
        about = [(domain, None), *((factor, factor["id"]) for factor in domain["factors"])]
        for part, factor_id in about:
            for one in _shown(part["levels"]):
                yield [*_over(document), domain["id"], factor_id], one


def _withheld(document: Part, _: Words) -> Found:
    for one in document["withheld"]:
        yield _over(document), one


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
          (*_PROFILE, *_IDS, _NOTES), fields_of(profile.ProfileDocument, without=_NAMED), _schools),
    _made("members", "One school of those that are reported together.",
          (*_PROFILE, *_IDS), fields_of(profile.MemberSchool, prefix="member_"), _members),
    _made("domains", "One domain of a profile.",
          _PROFILE, fields_of(measures.Domain, id_as="domain"), _domains),
    _made("factors", "One factor of a profile.",
          _PARTS, fields_of(measures.Factor, without=("change",), id_as="factor"), _factors),
    _made("changes", "One factor's change since the profile before.",
          (*_PARTS, _FACTOR), _CHANGE, _changes),
    _made("items", "One statement of a profile. Factors whose statements are hidden have no rows:"
          " `items_suppressed` of the factor says why.",
          (*_PARTS, _FACTOR), fields_of(measures.Item, id_as="item"), _items),
    _made("item_shares", "One group of answers to a statement, as finely as may be shown.",
          (*_PARTS, _FACTOR, _ITEM, *_GROUP), (), _shares),
    _made("subgroups", "One factor's score among those who gave one answer to a background question.",
          (*_PROFILE, *_QUESTION), fields_of(profile.SubgroupFactor, without=("id",)), _subgroups),
    _made("disagreements", "One statement on which the faculty is split, in the instrument's order.",
          _PROFILE, fields_of(profile.DisagreementItem), _listed("disagreement_items")),
    _made("leverage", "One strong factor to build on, in the instrument's order.",
          _PROFILE, fields_of(profile.Leverage), _listed("leverage")),
    _made("supports", "One action that the recommendation offers.",
          _PROFILE, fields_of(profile.Support), _supports),
    _made("notes", "One thing to know before reading a profile's numbers.",
          _PROFILE, fields_of(profile.Note), _listed("notes")),
    _made("summary", "One administration over the district. None for a key that is bound to schools.",
          (_NOTES,), fields_of(district.DistrictSummary), _summaries),
    _made("summary_domains", "One domain over the district.",
          _SUMMARY, fields_of(district.DistrictDomain, id_as="domain"), _summary_domains),
    _made("summary_factors", "One factor over the district.",
          (*_SUMMARY, _DOMAIN), fields_of(district.DistrictFactor, id_as="factor"), _summary_factors),
    _made("summary_levels", "How many of the included schools lie in one level.",
          (*_SUMMARY, *_ABOUT), fields_of(district.LevelCount), _summary_levels),
    _made("summary_withheld", "One table that was made and not published.",
          _SUMMARY, fields_of(district.WithheldTable), _withheld),
)  # fmt: skip
