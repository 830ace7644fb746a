"""Reading the uploaded files for the server: every code must mean one school of the administration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from scoring_worker.collected.matching import SchoolIndex
from scoring_worker.imports import CollectedSchool, ListedSchool, read_responses, read_schools
from scoring_worker.imports.errors import Faults
from scoring_worker.imports.responses import FILE as RESPONSES_FILE
from scoring_worker.imports.responses import Progress
from scoring_worker.imports.schools import FILE as SCHOOLS_FILE
from survey_core.instruments import Instrument

School = TypeVar("School", CollectedSchool, ListedSchool)


@dataclass(frozen=True, repr=False)
class Read:
    """What the files say, by participation.

    Attributes:
        responses: schools with at least one line.
        eligible: people eligible to answer, where schools.csv tells.
        rows: respondents in all.
    """

    responses: Mapping[UUID, CollectedSchool]
    eligible: Mapping[UUID, int]
    rows: int


def read_files(
    *,
    responses_csv: bytes,
    schools_csv: bytes | None,
    instrument: Instrument,
    index: SchoolIndex,
    progress: Progress,
) -> Read:
    """Read both files: all of them, or nothing.

    Raises:
        ImportRefused: with every fault of the first file that has any.
    """
    listed = read_schools(schools_csv, schools=index.codes) if schools_csv is not None else {}
    eligible = _by_participation(listed, index=index, file=SCHOOLS_FILE)
    _refuse_nobody_eligible(listed)
    collected = read_responses(responses_csv, instrument=instrument, schools=index.codes, progress=progress)
    responses = _by_participation(collected.schools, index=index, file=RESPONSES_FILE)
    return Read(
        responses=responses,
        eligible={participation_id: school.eligible for participation_id, school in eligible.items()},
        rows=collected.rows,
    )


def _by_participation(schools: Mapping[str, School], *, index: SchoolIndex, file: str) -> dict[UUID, School]:
    """Key schools by participation; one school under two codes would be one group counted as two."""
    faults = Faults(file)
    found: dict[UUID, School] = {}
    for code, school in schools.items():
        participation_id = index.participation_of(code)
        if participation_id in found:
            faults.add(0, "school", code, "one code for each school, the same in every line")
        found[participation_id] = school
    faults.refuse_if_any()
    return found


def _refuse_nobody_eligible(listed: Mapping[str, ListedSchool]) -> None:
    """A school of the administration has somebody who may answer."""
    faults = Faults(SCHOOLS_FILE)
    for code, school in listed.items():
        if school.eligible < 1:
            faults.add(0, "eligible", f"{code}: {school.eligible}", "a whole number from 1")
    faults.refuse_if_any()
