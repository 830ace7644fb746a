"""`responses.csv`: school,<item id>,… with one line a respondent, blank = not answered.

A column named after a routing question may be there too. Lines are kept together only in memory, for the
statistics of one's own data; `CollectedSchool.blocks` is what may be stored.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring_worker.imports.errors import Faults
from scoring_worker.imports.schools import read_code
from scoring_worker.imports.table import Table, read_table
from scoring_worker.profiles.digest import sorted_rows
from survey_core.instruments import Instrument

FILE = "responses.csv"
PROGRESS_EVERY = 1_000
"""Lines between two reports of progress."""

Progress = Callable[[int, int], None]
"""Called with lines done and lines in all."""


@dataclass(frozen=True, eq=False)
class CollectedSchool:
    """The responses of one school.

    Attributes:
        code: as in the file.
        answers: shape (n_respondents, n_items), items in instrument order, 0 = not answered; lines sorted,
            because the order they came in means nothing.
        routing: routing question to answer value to how many gave it.
    """

    code: str
    answers: NDArray[np.int16]
    routing: Mapping[str, Mapping[str, int]]

    @property
    def responses(self) -> int:
        """How many people responded."""
        return int(self.answers.shape[0])

    def joined_with(self, other: "CollectedSchool") -> "CollectedSchool":
        """The responses of both, as of one school, in no order that would tell them apart."""
        counts: dict[str, Counter[str]] = {}
        for school in (self, other):
            for question, given in school.routing.items():
                counts.setdefault(question, Counter()).update(given)
        return CollectedSchool(
            code=self.code,
            answers=sorted_rows(np.vstack([self.answers, other.answers])),
            routing={question: dict(given) for question, given in counts.items()},
        )

    def blocks(self, instrument: Instrument) -> dict[str, NDArray[np.int16]]:
        """Split the lines per factor and sort each part on its own: no link across factors is left."""
        blocks: dict[str, NDArray[np.int16]] = {}
        start = 0
        for factor in instrument.factors:
            part = self.answers[:, start : start + len(factor.items)]
            blocks[factor.id] = sorted_rows(part[part.any(axis=1)])
            start += len(factor.items)
        return blocks


@dataclass(frozen=True, eq=False)
class Collected:
    """A whole file of responses: schools by code, sorted by code."""

    schools: Mapping[str, CollectedSchool]

    @property
    def rows(self) -> int:
        """Respondents in all."""
        return sum(school.responses for school in self.schools.values())


def read_responses(
    raw: bytes,
    *,
    instrument: Instrument,
    schools: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Read a file of responses: all of it, or nothing.

    Args:
        raw: the whole file.
        instrument: whose items the columns are; every item needs its column.
        schools: codes that may appear; None for any.
        progress: is told how far reading is.

    Raises:
        ImportRefused: with every fault: line, column, value and what is allowed.
    """
    faults = Faults(FILE)
    table = read_table(raw, faults=faults)
    _check_columns(table, instrument, faults)
    faults.refuse_if_any()
    reader = _RowReader(table, instrument, faults)
    for done, (line, cells) in enumerate(table.rows, start=1):
        reader.read(line, cells, schools)
        if progress is not None and done % PROGRESS_EVERY == 0:
            progress(done, max(table.lines - 1, done))
    if not reader.lines and not faults.total:
        faults.add(0, "(file)", "", "at least one line of answers")
    faults.refuse_if_any()
    collected = Collected({code: reader.school(code) for code in sorted(reader.lines)})
    if progress is not None:
        progress(collected.rows, collected.rows)
    return collected


def _check_columns(table: Table, instrument: Instrument, faults: Faults) -> None:
    items = [item.id for item in instrument.items]
    routing = [question.id for question in instrument.routing]
    for missing in (name for name in ("school", *items) if name not in table.columns):
        faults.add(1, missing, "", "a column for every item; leave it blank where it was not asked")
    for name in table.columns:
        if name not in {"school", *items, *routing}:
            faults.add(1, name, name, f"school, the items and routing questions of {instrument.id}")


class _RowReader:
    """Turns cells into answers; one lookup a cell, because files may hold millions of them."""

    def __init__(self, table: Table, instrument: Instrument, faults: Faults) -> None:
        place = {name: index for index, name in enumerate(table.columns)}
        self.faults = faults
        self.lines: dict[str, list[list[int]]] = {}
        self.routing: dict[str, dict[str, Counter[str]]] = {}
        self._school = place["school"]
        self._items = [
            (
                item.id,
                place[item.id],
                _answers_of(instrument.scales[item.scale].low, instrument.scales[item.scale].high),
            )
            for item in instrument.items
        ]
        self._questions = [
            (question.id, place[question.id], {answer.value for answer in question.answers})
            for question in instrument.routing
            if question.id in place
        ]
        self._conditions = _conditions(instrument, {question for question, _, _ in self._questions})

    def read(self, line: int, cells: list[str], schools: Collection[str] | None) -> None:
        """Take in one line, noting every fault in it."""
        code = read_code(cells[self._school], line=line, faults=self.faults)
        if schools is not None and code not in schools:
            self.faults.add(line, "school", code, "a school that is listed")
        said = self._routing_answers(line, cells)
        answers = [self._answer(line, item, cells[place], known) for item, place, known in self._items]
        for first, count, question, wanted in self._conditions:
            if said[question] != wanted and any(answers[first : first + count]):
                item = self._items[first][0]
                self.faults.add(
                    line,
                    question,
                    said[question],
                    f"{wanted}, where {item} and what belongs to it is answered",
                )
        self.lines.setdefault(code, []).append(answers)
        for question, value in said.items():
            if value:
                self.routing.setdefault(code, {}).setdefault(question, Counter())[value] += 1

    def school(self, code: str) -> CollectedSchool:
        """Everything read of one school."""
        answers = np.array(self.lines[code], dtype=np.int16)
        return CollectedSchool(
            code=code,
            answers=sorted_rows(answers),
            routing={question: dict(counts) for question, counts in self.routing.get(code, {}).items()},
        )

    def _answer(self, line: int, item: str, cell: str, known: Mapping[str, int]) -> int:
        answer = known.get(cell)
        if answer is None:
            answer = known.get(_plain(cell))
        if answer is None:
            values = list(known.values())
            self.faults.add(line, item, cell.strip(), f"{values[1]} to {values[-1]}, or blank")
            return 0
        return answer

    def _routing_answers(self, line: int, cells: list[str]) -> dict[str, str]:
        said = {}
        for question, place, values in self._questions:
            value = cells[place].strip()
            if value and value not in values:
                self.faults.add(line, question, value, f"{', '.join(sorted(values))}, or blank")
            said[question] = value
        return said


def _answers_of(low: int, high: int) -> dict[str, int]:
    """How an answer may be written, blank first."""
    return {"": 0} | {str(value): value for value in range(low, high + 1)}


def _plain(cell: str) -> str:
    """Strip spaces and the decimals some programs add to whole numbers (4.0)."""
    whole, point, decimals = cell.strip().partition(".")
    return whole if point and decimals and not decimals.strip("0") else cell.strip()


def _conditions(instrument: Instrument, given: set[str]) -> list[tuple[int, int, str, str]]:
    """(first item, items, question, answer) of every factor that hangs on a routing question in the file."""
    conditions = []
    first = 0
    for factor in instrument.factors:
        if factor.ask_if is not None and factor.ask_if.question in given:
            conditions.append((first, len(factor.items), factor.ask_if.question, factor.ask_if.is_))
        first += len(factor.items)
    return conditions
