"""Rules that look at several fields of an instrument document at once.

Each check yields the faults it finds and stays silent about values of the wrong kind: the schema
reports those in the same pass.
"""

from collections.abc import Iterable, Iterator

from survey_core.instruments.errors import InstrumentError
from survey_core.instruments.guidance import Levels
from survey_core.instruments.nodes import Node
from survey_core.instruments.scale_checks import check_scales

RESERVED_ITEM_IDS = frozenset({"school"})
"""Column names of responses.csv that are not items."""


def cross_check(root: Node) -> Iterator[InstrumentError]:
    """Every fault that a single field cannot know."""
    yield from check_scales(root, n_levels=len(level_names(root)))
    yield from _check_ids(root)
    yield from _check_languages(root)
    yield from _check_items(root)
    yield from _check_conditions(root)
    yield from _check_levels(root)
    yield from _check_supports(root)
    yield from _check_protocols(root)


def factors(root: Node) -> Iterator[Node]:
    """All factors in document order."""
    for domain in root["domains"].each():
        yield from domain["factors"].each()


def items(root: Node) -> Iterator[Node]:
    """All items in document order."""
    for factor in factors(root):
        yield from factor["items"].each()


def level_names(root: Node) -> list[str]:
    """The names of the levels, or the four usual ones."""
    names = root["levels"]["names"]
    if names.value is None:
        return list(Levels().names)
    return [name.text for name in names.each() if name.text is not None]


def _check_ids(root: Node) -> Iterator[InstrumentError]:
    yield from _unique((domain["id"] for domain in root["domains"].each()), "among domains")
    yield from _unique((factor["id"] for factor in factors(root)), "among factors")
    questions = [question for key in ("routing", "background") for question in root[key].each()]
    yield from _unique(
        (question["id"] for question in (*items(root), *questions)), "among items, routing and background"
    )
    prompts = (prompt for protocol in root["protocols"].each() for prompt in protocol["prompts"].each())
    yield from _unique((prompt["id"] for prompt in prompts), "among prompts")
    for question in questions:
        yield from _unique((answer["value"] for answer in question["answers"].each()), "within the question")
    for item in items(root):
        if item["id"].text in RESERVED_ITEM_IDS:
            yield item["id"].error("taken: a column of responses.csv; choose another id")


def _check_languages(root: Node) -> Iterator[InstrumentError]:
    languages = root["languages"]
    yield from _unique(languages.each(), "among languages")
    declared = [language.text for language in languages.each() if language.text is not None]
    if not declared:
        return
    for text in _texts(root):
        given = [language for language, _ in text.entries()]
        for language in declared:
            if language not in given:
                yield text[language].error(
                    f"required: a text in every declared language ({', '.join(declared)})"
                )
        for language in given:
            if language not in declared:
                yield text[language].error(f"language not declared; allowed: {', '.join(declared)}")


def _texts(node: Node) -> Iterator[Node]:
    """Every mapping of languages to wordings, by the field names that hold one."""
    for key, value in node.entries():
        if key in {"title", "label", "text", "introduction"} and isinstance(value.value, dict):
            yield value
        elif key == "descriptors":
            yield from (
                text for _, by_level in value.entries() for _, text in by_level.entries() if text.value
            )
        else:
            yield from _texts(value)
    for entry in node.each():
        yield from _texts(entry)


def _check_items(root: Node) -> Iterator[InstrumentError]:
    known = [name for name, _ in root["scales"].entries()]
    for factor in factors(root):
        first = next((item["scale"].text for item in factor["items"].each()), None)
        for item in factor["items"].each():
            scale = item["scale"]
            yield from _known(scale, known)
            if scale.text in known and first in known and scale.text != first:
                yield scale.error(f"all items of a factor share one scale; the first has {first}")


def _check_conditions(root: Node) -> Iterator[InstrumentError]:
    answers = {
        question["id"].text: [answer["value"].text for answer in question["answers"].each()]
        for question in root["routing"].each()
    }
    for factor in factors(root):
        condition = factor["ask_if"]
        question = condition["question"]
        yield from _known(question, [name for name in answers if name is not None])
        if question.text in answers:
            yield from _known(
                condition["is"], [value for value in answers[question.text] if value is not None]
            )


def _check_levels(root: Node) -> Iterator[InstrumentError]:
    yield from _unique(root["levels"]["names"].each(), "among levels")
    names, known = level_names(root), _factor_ids(root)
    for factor, by_level in root["levels"]["descriptors"].entries():
        if factor not in known:
            yield by_level.error(f"unknown factor; allowed: {', '.join(known)}")
        for level, text in by_level.entries():
            if level not in names:
                yield text.error(f"unknown level; allowed: {', '.join(names)}")


def _check_supports(root: Node) -> Iterator[InstrumentError]:
    names, known = level_names(root), _factor_ids(root)
    for support in root["supports"].each():
        yield from _known(support["factor"], known)
        yield from _unique(support["levels"].each(), "within the support")
        for level in support["levels"].each():
            yield from _known(level, names)


def _check_protocols(root: Node) -> Iterator[InstrumentError]:
    known = _factor_ids(root)
    for protocol in root["protocols"].each():
        for prompt in protocol["prompts"].each():
            yield from _unique(prompt["factors"].each(), "within the prompt")
            for factor in prompt["factors"].each():
                yield from _known(factor, known)


def _factor_ids(root: Node) -> list[str]:
    return [factor["id"].text for factor in factors(root) if factor["id"].text is not None]


def _known(node: Node, allowed: list[str]) -> Iterator[InstrumentError]:
    """A text that must be one of `allowed`; another kind of value is the schema's business."""
    if node.text is not None and node.text not in allowed:
        yield node.error(f"unknown; allowed: {', '.join(allowed) or 'none is defined'}")


def _unique(nodes: Iterable[Node], where: str) -> Iterator[InstrumentError]:
    first: dict[str, str] = {}
    for node in nodes:
        if node.text is None:
            continue
        if node.text in first:
            yield node.error(f"must be unique {where}; first used at {first[node.text]}")
        first.setdefault(node.text, node.path)
