"""What a roster changes, decided before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from survey_api.db import AnyRow
from survey_api.problems import FieldError
from survey_api.rosters.findings import PLAIN
from survey_api.rosters.parsing import RosterRow
from survey_api.schools.schemas import NCES_DIGITS
from survey_api.schools.service import LEAID_DIGITS, leaid_of


@dataclass(frozen=True, kw_only=True)
class SchoolStep:
    """One school of the roster.

    Attributes:
        row: as read.
        school_id: the school it names; None for a new one.
        name: as it will be.
        external_ids: as they will be.
        unit: the reporting unit as it will be.
        changed: whether that differs from what is stored.
    """

    row: RosterRow
    school_id: UUID | None
    name: str
    external_ids: list[dict[str, str]]
    unit: str | None
    changed: bool


def plan_schools(
    rows: Sequence[RosterRow], *, district: AnyRow, schools: Sequence[AnyRow]
) -> tuple[list[SchoolStep], list[FieldError]]:
    """Match rows to the district's schools: by the id the file knows them by, else by their NCES id.

    Returns:
        One step for each row, and everything that is wrong with them.
    """
    holders = {(e["system"], e["value"]): school for school in schools for e in school.external_ids}
    leaid = leaid_of(district.external_ids)
    steps: list[SchoolStep] = []
    faults: list[FieldError] = []
    met: dict[tuple[str, str] | UUID, int] = {}
    for row in rows:
        school = _match(row, holders=holders)
        keys = [*row.ids.items()] if school is None else [*row.ids.items(), school.id]
        if row.file != PLAIN and (first := next((met[key] for key in keys if key in met), None)):
            faults.append(row.fault("twice", f"the same school as on line {first}", column=row.key))
        met |= dict.fromkeys(keys, row.line)
        faults += _faults(row, school=school, holders=holders, leaid=leaid)
        steps.append(_step(row, school=school))
    return steps, faults


def _match(row: RosterRow, *, holders: Mapping[tuple[str, str], AnyRow]) -> AnyRow | None:
    """The school that a row is about.

    A plain file's own id is the only one that counts. A vendor's ids may be new to a school that is known by
    its NCES id already.
    """
    known = holders.get((row.system, row.school))
    return known if known is not None or row.file == PLAIN else holders.get(("nces", row.ids.get("nces", "")))


def _step(row: RosterRow, *, school: AnyRow | None) -> SchoolStep:
    stored = {} if school is None else {e["system"]: e["value"] for e in school.external_ids}
    ids = [{"system": system, "value": value} for system, value in (stored | dict(row.ids)).items()]
    name = row.name or ("" if school is None else school.name)
    before = None if school is None else school.reporting_unit
    unit = before if row.unit is None else (row.unit or None)
    return SchoolStep(
        row=row,
        school_id=None if school is None else school.id,
        name=name,
        external_ids=ids,
        unit=unit,
        changed=school is not None
        and (name != school.name or stored != stored | dict(row.ids) or unit != before),
    )


def _faults(
    row: RosterRow,
    *,
    school: AnyRow | None,
    holders: Mapping[tuple[str, str], AnyRow],
    leaid: str | None,
) -> list[FieldError]:
    found: list[tuple[str, str, str]] = []
    if school is None and not row.name:
        found.append(("missing-name", f"school {row.school!r} is new, so column name is needed", "name"))
    nces = row.ids.get("nces", "")
    if leaid and len(nces) == NCES_DIGITS and nces[:LEAID_DIGITS] != leaid:
        detail = f"the first {LEAID_DIGITS} digits must be the district's, {leaid}"
        found.append(("other-district", detail, "nces"))
    for system, value in row.ids.items():
        holder = holders.get((system, value))
        if holder is not None and (school is None or holder.id != school.id):
            column = row.key if system == row.system else system
            detail = f"{system} id {value!r} belongs to another school"
            found.append(("external-id-taken", detail, column))
    return [row.fault(code, detail, column=column) for code, detail, column in found]
