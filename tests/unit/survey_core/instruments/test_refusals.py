"""Every fault in a document is named with its path, its value and what is allowed."""

from typing import Any

import pytest

from survey_core.instruments import InstrumentError, InstrumentErrors, load_instrument
from tests.fixtures.instruments import REMOVE, both, change, document, item, load, scale

SCALE = ("scales", "agreement")
ALPHA = ("domains", 0, "factors", 0)
BETA = ("domains", 0, "factors", 1)
FAR_TOO_LONG = "x" * 4001

# (what is spoilt, the spoilt value) -> (path reported, value reported, words of the message)
REFUSALS: list[tuple[tuple[str | int, ...], Any, str, Any, str]] = [
    # what the whole document holds
    (("instrument",), REMOVE, "instrument", None, "required"),
    (("instrument",), "Two Factors", "instrument", "Two Factors", "lower-case words joined by '-'"),
    (("id",), "x", "id", "x", "unknown field; allowed: instrument, version, title"),
    (("version",), "1.0", "version", "1.0", "three numbers"),
    (("version",), 1, "version", 1, "must be text; quote it"),
    (("languages",), [], "languages", [], "language tags"),
    (("languages", 1), "en", "languages[1]", "en", "unique among languages; first used at languages[0]"),
    (("languages", 1), "Spanish!", "languages[1]", "Spanish!", "language tags"),
    (("languages",), "en", "languages", "en", "must be a list"),
    (("scales",), {}, "scales", {}, "at least one named scale"),
    (("scales",), [], "scales", [], "must be a mapping"),
    (("domains",), [], "domains", [], "at least one domain"),
    (("min_change",), 0, "min_change", 0, "above 0"),
    (("min_change",), "0.2", "min_change", "0.2", "scale points"),
    (("disagreement", "camp_share_at_least"), 0.6, "disagreement.camp_share_at_least", 0.6, "at most 0.5"),
    (("disagreement", "consensus_below"), True, "disagreement.consensus_below", True, "at most 1"),
    # points
    ((*SCALE, "points"), scale(high=1)["points"], "scales.agreement.points", ..., "2 to 11 points"),
    ((*SCALE, "points"), scale(high=12)["points"], "scales.agreement.points", ..., "2 to 11 points"),
    (
        (*SCALE, "points", 0, "value"),
        0,
        "scales.agreement.points[0].value",
        0,
        "0 stands for an unanswered item",
    ),
    ((*SCALE, "points", 5, "value"), 7, "scales.agreement.points[5].value", 7, "6 expected after 5"),
    ((*SCALE, "points", 1, "value"), "2", "scales.agreement.points[1].value", "2", "a whole number"),
    ((*SCALE, "points", 1, "value"), True, "scales.agreement.points[1].value", True, "a whole number"),
    (
        (*SCALE, "points", 0, "label", "es"),
        REMOVE,
        "scales.agreement.points[0].label.es",
        None,
        "every declared",
    ),
    ((*SCALE, "color"), "red", "scales.agreement.color", "red", "allowed: points, favourable, camps"),
    # favourable, camps
    ((*SCALE, "favourable"), [6, 7], "scales.agreement.favourable[1]", 7, "1, 2, 3, 4, 5, 6"),
    ((*SCALE, "favourable"), [6, 5], "scales.agreement.favourable", [6, 5], "ascending"),
    ((*SCALE, "favourable"), [], "scales.agreement.favourable", [], "top third"),
    ((*SCALE, "camps"), [[1, 2]], "scales.agreement.camps", [[1, 2]], "two groups"),
    ((*SCALE, "camps"), [[1, 2], [6, 7]], "scales.agreement.camps[1][1]", 7, "a value of this scale"),
    ((*SCALE, "camps"), [[1, 3], [5, 6]], "scales.agreement.camps[0]", [1, 3], "neighbouring"),
    ((*SCALE, "camps"), [[], [5, 6]], "scales.agreement.camps[0]", [], "at least one"),
    ((*SCALE, "camps"), [[5, 6], [1, 2]], "scales.agreement.camps", [[5, 6], [1, 2]], "below the second"),
    ((*SCALE, "camps"), [[1, 2], [2, 3]], "scales.agreement.camps", [[1, 2], [2, 3]], "shares no value"),
    # partitions
    (
        (*SCALE, "partitions", 1),
        [[1, 2], [4, 5, 6]],
        "scales.agreement.partitions[1]",
        ...,
        "together list 1, 2, 3",
    ),
    ((*SCALE, "partitions", 1), [[1, 3], [2, 4, 5, 6]], "scales.agreement.partitions[1]", ..., "in order"),
    ((*SCALE, "partitions", 1), [[1, 2, 3, 4, 5, 6]], "scales.agreement.partitions[1]", ..., "at least two"),
    ((*SCALE, "partitions", 1), [[], [1, 2, 3, 4, 5, 6]], "scales.agreement.partitions[1]", ..., "non-empty"),
    # cuts
    ((*SCALE, "cuts"), REMOVE, "scales.agreement.cuts", None, "required"),
    ((*SCALE, "cuts"), [3, 4], "scales.agreement.cuts", [3, 4], "exactly 3 cuts for 4 levels"),
    ((*SCALE, "cuts"), [3, 3, 5], "scales.agreement.cuts", [3, 3, 5], "ascending"),
    ((*SCALE, "cuts"), [1, 3, 5], "scales.agreement.cuts[0]", 1, "above 1 and below 6"),
    ((*SCALE, "cuts"), [2, 3, 6.0], "scales.agreement.cuts[2]", 6.0, "above 1 and below 6"),
    ((*SCALE, "cuts"), [2, "3", 5], "scales.agreement.cuts[1]", "3", "ascending, inside the scale"),
    # domains, factors, items
    (("domains", 0, "causal_position"), 4, "domains[0].causal_position", 4, "1 leadership, 2"),
    ((*BETA, "id"), "alpha", "domains[0].factors[1].id", "alpha", "unique among factors"),
    ((*BETA, "id"), "be ta", "domains[0].factors[1].id", "be ta", "letters, digits"),
    ((*BETA, "group"), "team", "domains[0].factors[1].group", "team", "'whole_school' or 'teams'"),
    ((*ALPHA, "items"), [], "domains[0].factors[0].items", [], "at least one item"),
    ((*ALPHA, "items", 1, "id"), "a1", "domains[0].factors[0].items[1].id", "a1", "items[0].id"),
    ((*BETA, "items", 0, "id"), "a1", "domains[0].factors[1].items[0].id", "a1", "unique among items"),
    ((*BETA, "items", 0, "id"), "school", "domains[0].factors[1].items[0].id", "school", "responses.csv"),
    (
        (*ALPHA, "items", 0, "scale"),
        "agree",
        "domains[0].factors[0].items[0].scale",
        "agree",
        "allowed: agreement",
    ),
    (
        (*ALPHA, "items", 0, "reverse"),
        "no",
        "domains[0].factors[0].items[0].reverse",
        "no",
        "agreement is unfav",
    ),
    (
        (*ALPHA, "items", 0, "reversed"),
        True,
        "domains[0].factors[0].items[0].reversed",
        True,
        "id, scale, reverse",
    ),
    ((*ALPHA, "items", 0), "a1", "domains[0].factors[0].items[0]", "a1", "must be a mapping"),
    # texts
    (
        (*ALPHA, "title"),
        {"en": "A"},
        "domains[0].factors[0].title.es",
        None,
        "every declared language (en, es)",
    ),
    ((*ALPHA, "title", "fr"), "A", "domains[0].factors[0].title.fr", "A", "not declared; allowed: en, es"),
    ((*ALPHA, "title"), "Alpha", "domains[0].factors[0].title", "Alpha", "must be a mapping"),
    ((*ALPHA, "title", "en"), "", "domains[0].factors[0].title.en", "", "in every declared language"),
    (
        (*ALPHA, "title", "en"),
        " Alpha",
        "domains[0].factors[0].title.en",
        " Alpha",
        "in every declared language",
    ),
    ((*ALPHA, "title", "en"), "A\nB", "domains[0].factors[0].title.en", "A\nB", "in every declared language"),
    (
        (*ALPHA, "title", "en"),
        FAR_TOO_LONG,
        "domains[0].factors[0].title.en",
        FAR_TOO_LONG,
        "4000 characters",
    ),
    # routing, background
    ((*BETA, "ask_if", "question"), "met", "domains[0].factors[1].ask_if.question", "met", "allowed: meets"),
    ((*BETA, "ask_if", "is"), "maybe", "domains[0].factors[1].ask_if.is", "maybe", "allowed: yes, no"),
    ((*BETA, "ask_if", "is"), True, "domains[0].factors[1].ask_if.is", True, "must be text; quote it"),
    (("routing",), [], "domains[0].factors[1].ask_if.question", "meets", "none is defined"),
    (("routing", 0, "id"), "a1", "routing[0].id", "a1", "unique among items, routing and background"),
    (
        ("routing", 0, "answers", 1, "value"),
        "yes",
        "routing[0].answers[1].value",
        "yes",
        "within the question",
    ),
    (("routing", 0, "answers"), [], "routing[0].answers", [], "at least two answers"),
    (
        ("background", 0, "id"),
        "meets",
        "background[0].id",
        "meets",
        "unique among items, routing and background",
    ),
    (("background", 0, "text", "es"), REMOVE, "background[0].text.es", None, "every declared language"),
    # levels, supports, protocols
    (("levels", "names", 3), "low", "levels.names[3]", "low", "unique among levels"),
    (("levels", "names"), ["one"], "levels.names", ["one"], "2 to 8"),
    (
        ("levels", "descriptors", "gamma"),
        {},
        "levels.descriptors.gamma",
        {},
        "unknown factor; allowed: alpha, beta",
    ),
    (
        ("levels", "descriptors", "alpha", "top"),
        both("x"),
        "levels.descriptors.alpha.top",
        ...,
        "unknown level",
    ),
    (
        ("levels", "descriptors", "alpha", "low", "es"),
        REMOVE,
        "levels.descriptors.alpha.low.es",
        None,
        "required",
    ),
    (
        ("levels", "descriptors", "alpha", "low"),
        {},
        "levels.descriptors.alpha.low",
        {},
        "factor id: {level name",
    ),
    (("supports", 0, "factor"), "gamma", "supports[0].factor", "gamma", "allowed: alpha, beta"),
    (
        ("supports", 0, "levels"),
        ["top"],
        "supports[0].levels[0]",
        "top",
        "allowed: low, rising, firm, strong",
    ),
    (("supports", 0, "levels"), ["low", "low"], "supports[0].levels[1]", "low", "unique within the support"),
    (("supports", 0, "levels"), [], "supports[0].levels", [], "names of levels"),
    (("protocols", 0, "kind"), "chat", "protocols[0].kind", "chat", "interview, focus_group or observation"),
    (
        ("protocols", 0, "prompts", 0, "factors"),
        ["x"],
        "protocols[0].prompts[0].factors[0]",
        "x",
        "alpha, beta",
    ),
    (("protocols", 0, "title", "es"), REMOVE, "protocols[0].title.es", None, "every declared language"),
]


def faults_of(tree: Any) -> list[InstrumentError]:
    with pytest.raises(InstrumentErrors) as refused:
        load(tree)
    return refused.value.errors


@pytest.mark.parametrize(("where", "what", "path", "value", "words"), REFUSALS)
def test_a_fault_is_named(where: tuple[str | int, ...], what: Any, path: str, value: Any, words: str) -> None:
    faults = faults_of(change(document(), where, what))

    named = [fault for fault in faults if fault.path == path and words in fault.message]
    assert named, [str(fault) for fault in faults]
    assert value is ... or named[0].value == value


def test_only_the_fault_itself_is_reported() -> None:
    faults = faults_of(change(document(), (*ALPHA, "items", 0, "scale"), "agree"))

    assert [fault.path for fault in faults] == ["domains[0].factors[0].items[0].scale"]


def test_a_faulty_entry_does_not_make_its_lists_look_empty() -> None:
    faults = faults_of(change(document(), (*BETA, "items", 0, "reverse"), 1))

    assert [fault.path for fault in faults] == ["domains[0].factors[1].items[0].reverse"]


def test_items_of_a_factor_share_one_scale() -> None:
    tree = change(document(), ("scales", "other"), scale(high=5))
    tree = change(tree, (*ALPHA, "items", 1), item("a2", scale="other"))

    (fault,) = faults_of(tree)

    assert (fault.path, fault.value) == ("domains[0].factors[0].items[1].scale", "other")
    assert fault.message == "all items of a factor share one scale; the first has agreement"


def test_every_fault_is_reported_at_once_whatever_its_kind() -> None:
    tree = change(document(), ("verison",), "1.0.0")  # schema: unknown
    tree = change(tree, ("title",), REMOVE)  # schema: missing
    tree = change(tree, (*SCALE, "cuts"), [4, 3])  # two cross checks in one place
    tree = change(tree, (*ALPHA, "items", 0), {"id": "a1", "scale": "agree", "weight": 2})  # one of each
    tree = change(tree, ("supports", 0, "factor"), "gamma")  # cross check

    assert sorted(fault.path for fault in faults_of(tree)) == [
        "domains[0].factors[0].items[0].scale",
        "domains[0].factors[0].items[0].text",
        "domains[0].factors[0].items[0].weight",
        "scales.agreement.cuts",
        "scales.agreement.cuts",
        "supports[0].factor",
        "title",
        "verison",
    ]


@pytest.mark.parametrize("source", ["", "just text", "[1, 2]", "null", "{}", "- a"])
def test_what_is_no_mapping_of_the_right_kind_is_refused_calmly(source: str) -> None:
    with pytest.raises(InstrumentErrors):
        load_instrument(source)


def test_the_text_of_the_refusal_lists_every_fault_and_keeps_values_short() -> None:
    tree = change(document(), ("scales", "agreement", "points"), scale(high=12)["points"])
    tree = change(tree, (*ALPHA, "title", "en"), FAR_TOO_LONG)

    with pytest.raises(InstrumentErrors) as refused:
        load(tree)

    lines = str(refused.value).splitlines()
    assert len(lines) == len(refused.value.errors) > 1
    assert all(len(line) < 250 for line in lines)


def test_defaults_that_hang_on_faulty_points_are_not_faults_of_their_own() -> None:
    points = scale(low=0, high=10)["points"]

    with pytest.raises(InstrumentErrors) as caught:
        load(change(document(), SCALE, {"points": points, "cuts": [2.5, 3.5, 4.5]}))

    assert [error.path for error in caught.value.errors] == ["scales.agreement.points[0].value"]
