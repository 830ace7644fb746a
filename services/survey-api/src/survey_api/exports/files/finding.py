"""Where the rows of each table are in a document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from survey_api.exports.files.columns import Cell, Words, group_name

Part: TypeAlias = Mapping[str, Any]
Found: TypeAlias = Iterator[tuple[list[Cell], Part]]
"""Rows of a table in one document: what tells them apart, and the part that fills the rest."""

SYSTEMS: Final = ("nces", "state", "oneroster", "local")


def of_profile(document: Part) -> list[Cell]:
    """What tells the rows of a profile apart."""
    school = document["school"]
    return [document["administration"], document["id"], school["id"], school["name"]]


def external_ids(part: Part) -> list[Cell]:
    """Identifiers, a cell a system."""
    known = {one["system"]: one["value"] for one in part["external_ids"]}
    return [known.get(system) for system in SYSTEMS]


def shown(parts: Any) -> Sequence[Any]:
    """The parts of a list; none where it is suppressed."""
    return parts if isinstance(parts, list) else ()


def schools(document: Part, _: Words) -> Found:
    """The profile itself."""
    notes = " ".join(note["code"] for note in document["notes"])
    yield [*of_profile(document), *external_ids(document["school"]), notes], document


def members(document: Part, _: Words) -> Found:
    """The schools of a reporting unit."""
    for one in document["school"].get("members", ()):
        yield [*of_profile(document), *external_ids(one)], one


def domains(document: Part, _: Words) -> Found:
    """Each domain."""
    for one in document["domains"]:
        yield of_profile(document), one


def factors(document: Part, _: Words) -> Found:
    """Each factor, after its domain."""
    for domain in document["domains"]:
        for one in domain["factors"]:
            yield [*of_profile(document), domain["id"]], one


def changes(document: Part, words: Words) -> Found:
    """Each factor, by its own id: what changed in it."""
    for keys, factor in factors(document, words):
        yield [*keys, factor["id"]], factor


def items(document: Part, words: Words) -> Found:
    """Each statement that is shown, after its factor."""
    for keys, factor in changes(document, words):
        for one in shown(factor["items"]):
            yield keys, one


def shares(document: Part, words: Words) -> Found:
    """Each group of answers that is shown, after its statement."""
    for keys, item in items(document, words):
        groups, percents = shown(item["partition"]), shown(item["shares"])
        for values, share in zip(groups, percents, strict=True):
            yield [*keys, item["id"], group_name(values), values[0], values[-1], share], {}


def subgroups(document: Part, words: Words) -> Found:
    """Each factor of each group; of a hidden table one row that says why."""
    for table in document.get("subgroups", ()):
        keys = [*of_profile(document), table["question"], words(table["title"])]
        if not isinstance(table["bands"], list):
            yield [*keys, None, None, None], {"score": table["bands"]}
        for band in shown(table["bands"]):
            for factor in band["factors"]:
                yield [*keys, band["value"], words(band["label"]), factor["id"]], factor


def listed(key: str) -> Callable[[Part, Words], Found]:
    """Each part of a list of the profile."""

    def find(document: Part, _: Words) -> Found:
        for one in shown(document[key]):
            yield of_profile(document), one

    return find


def supports(document: Part, _: Words) -> Found:
    """Each action of the recommendation."""
    for one in document["start_here"].get("supports", ()):
        yield of_profile(document), one


def of_summary(document: Part) -> list[Cell]:
    """What tells the rows of a summary apart."""
    return [document["administration"], document["district"]["id"]]


def summaries(document: Part, _: Words) -> Found:
    """The summary itself."""
    yield [" ".join(note["code"] for note in document["notes"])], document


def summary_domains(document: Part, _: Words) -> Found:
    """Each domain."""
    for one in document["domains"]:
        yield of_summary(document), one


def summary_factors(document: Part, _: Words) -> Found:
    """Each factor, after its domain."""
    for domain in document["domains"]:
        for one in domain["factors"]:
            yield [*of_summary(document), domain["id"]], one


def summary_levels(document: Part, _: Words) -> Found:
    """Each level of each domain and of each factor."""
    for domain in document["domains"]:
        about = [(domain, None), *((factor, factor["id"]) for factor in domain["factors"])]
        for part, factor_id in about:
            for one in shown(part["levels"]):
                yield [*of_summary(document), domain["id"], factor_id], one


def starting_points(document: Part, _: Words) -> Found:
    """Each factor, where the summary says in how many schools it is where to start."""
    for one in document.get("starting_points", {}).get("factors", ()):
        yield of_summary(document), one


def supports_needed(document: Part, _: Words) -> Found:
    """Each support that several schools' profiles offer."""
    for one in shown(document.get("supports_needed")):
        yield of_summary(document), one


def withheld(document: Part, _: Words) -> Found:
    """Each table that was withheld."""
    for one in document["withheld"]:
        yield of_summary(document), one
