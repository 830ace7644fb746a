"""Reading the uploaded files for the server: every code must mean one school of the administration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from scoring_worker.collected.matching import Candidate, SchoolIndex
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
        responses: participations with at least one line; those of several schools hold all of theirs.
        eligible: people eligible to answer by school, where schools.csv tells.
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
    eligible = _by_school(listed, index=index, file=SCHOOLS_FILE)
    _refuse_nobody_eligible(listed)
    collected = read_responses(responses_csv, instrument=instrument, schools=index.codes, progress=progress)
    responses: dict[UUID, CollectedSchool] = {}
    for candidate, school in _by_school(collected.schools, index=index, file=RESPONSES_FILE).items():
        before = responses.get(candidate.participation_id)
        responses[candidate.participation_id] = school if before is None else before.joined_with(school)
    return Read(
        responses=responses,
        eligible={candidate.school_id: school.eligible for candidate, school in eligible.items()},
        rows=collected.rows,
    )


def _by_school(schools: Mapping[str, School], *, index: SchoolIndex, file: str) -> dict[Candidate, School]:
    """Find the schools meant; one school under two codes would be one group counted as two."""
    faults = Faults(file)
    found: dict[Candidate, School] = {}
    for code, school in schools.items():
        candidate = index.school_of(code)
        if candidate in found:
            faults.add(0, "school", code, "one code for each school, the same in every line")
        found[candidate] = school
    faults.refuse_if_any()
    return found


def _refuse_nobody_eligible(listed: Mapping[str, ListedSchool]) -> None:
    """A school of the administration has somebody who may answer."""
    faults = Faults(SCHOOLS_FILE)
    for code, school in listed.items():
        if school.eligible < 1:
            faults.add(0, "eligible", f"{code}: {school.eligible}", "a whole number from 1")
    faults.refuse_if_any()
