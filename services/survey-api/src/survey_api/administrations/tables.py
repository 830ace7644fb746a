"""Tables of subgroups: which background questions an administration may choose, and whom they are asked."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, Final

import orjson

from survey_api.problems import FieldError
from survey_core.instruments import MAX_TABLE_ANSWERS, Instrument, load_instrument

_POINTER: Final = "/subgroup_tables"
#: A table shows two groups or none, and each of them has k people or more.
_GROUPS_SHOWN_AT_LEAST: Final = 2
_LETTING_IN_ONE_EACH: Final = frozenset({"cards", "email"})


def access_faults(tables: Sequence[str], *, access: str, release_mode: str) -> Iterator[FieldError]:
    """Why an administration of this kind makes no tables.

    In open access somebody with a second pass could pad a group up to the size that is shown. Interim
    releases publish other groups of the same people, and which release a response was in is not kept: nobody
    could tell whether a table and those releases can be subtracted from each other.
    """
    if tables and access not in _LETTING_IN_ONE_EACH:
        yield FieldError(
            pointer=_POINTER,
            code="tables-need-cards",
            detail="subgroup tables need access cards or email; leave them out, or choose another access",
        )
    if tables and release_mode != "sealed":
        yield FieldError(
            pointer=_POINTER,
            code="tables-need-sealed",
            detail="subgroup tables need release_mode sealed; leave them out, or release once",
        )


def question_faults(tables: Sequence[str], *, instrument: Instrument) -> Iterator[FieldError]:
    """Everything that is wrong with the chosen questions."""
    answers = {question.id: len(question.answers) for question in instrument.background}
    offered = ", ".join(question.id for question in instrument.table_questions) or "none"
    for index, question in enumerate(tables):
        pointer = f"{_POINTER}/{index}"
        if question in tables[:index]:
            yield FieldError(pointer=pointer, code="twice", detail="this question is named before")
        elif question not in answers:
            yield FieldError(
                pointer=pointer,
                code="unknown-question",
                detail=f"no background question of the instrument; it offers: {offered}",
            )
        elif answers[question] > MAX_TABLE_ANSWERS:
            yield FieldError(
                pointer=pointer,
                code="too-many-answers",
                detail=f"has more than {MAX_TABLE_ANSWERS} answers, which makes groups too small to be shown;"
                f" it offers: {offered}",
            )


def size_faults(tables: Sequence[str], *, k: int, eligible: Sequence[int]) -> Iterator[FieldError]:
    """Refuse tables that no school of a draft could show, before anybody is asked for them."""
    if tables and not any(tables_for(tables, k=k, eligible=one) for one in eligible):
        yield FieldError(
            pointer=_POINTER,
            code="too-few-for-tables",
            detail=f"no school has the {_GROUPS_SHOWN_AT_LEAST * k} eligible that two groups of {k} need;"
            " leave them out, or join small schools to a reporting unit",
        )


def tables_for(tables: Sequence[str], *, k: int, eligible: int) -> list[str]:
    """The tables of one participation: where none could ever be shown, nobody is asked."""
    return list(tables) if eligible >= _GROUPS_SHOWN_AT_LEAST * k else []


def in_instrument_order(tables: Sequence[str], *, instrument: Instrument) -> list[str]:
    """The chosen questions as they are stored and asked."""
    return [question.id for question in instrument.background if question.id in tables]


async def instrument_of(document: dict[str, Any]) -> Instrument:
    """Load a stored instrument without holding up other requests."""
    return await asyncio.to_thread(load_instrument, orjson.dumps(document))
