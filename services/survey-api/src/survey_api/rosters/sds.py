"""Microsoft School Data Sync version 1: `School.csv` and `Teacher.csv`, with American or British headers."""

from typing import Final

from survey_api.rosters.nces import school_ids
from survey_api.rosters.reading import LONGEST_ID, LONGEST_NAME, SCHOOL, Org, Reader

SCHOOLS, TEACHERS = "School.csv", "Teacher.csv"
_SCHOOL_ID: Final = "SIS ID|DfE Number"
_NCES: Final = "School NCES_ID"
_TEACHER_ID: Final = "SIS ID|ID"
_TEACHERS_SCHOOL: Final = "School SIS ID|School DfE Number"
_ROLE: Final = "teacher"


def read_schools(reader: Reader) -> None:
    """Read `School.csv`. Principals are named in it, but without a row of their own they are not counted."""
    column = _SCHOOL_ID.partition("|")[0]
    for line, (school_id, name, nces) in reader.rows(SCHOOLS, (_SCHOOL_ID, "Name"), (_NCES,)):
        if not reader.keep(school_id, most=LONGEST_ID, file=SCHOOLS, line=line, column=column):
            continue
        reader.keep(name, most=LONGEST_NAME, file=SCHOOLS, line=line, column="Name")
        ids = school_ids(reader, nces, named=True, file=SCHOOLS, line=line, column=_NCES)
        org = Org(line=line, id=school_id, name=name, type=SCHOOL, ids=ids)
        reader.add_org(school_id, org, file=SCHOOLS, line=line, column=column)


def read_teachers(reader: Reader) -> None:
    """Read `Teacher.csv`: a row for each teacher and school."""
    columns = (_TEACHER_ID, _TEACHERS_SCHOOL)
    for line, (teacher, school_id, status) in reader.rows(TEACHERS, columns, ("Status",)):
        if status.lower() not in {"", "active"}:
            detail = "teachers whose status is not Active are not counted"
            reader.findings.note("not-active", detail, file=TEACHERS, line=line, column="Status")
            continue
        org = reader.org(school_id, file=TEACHERS, line=line, column=_TEACHERS_SCHOOL.partition("|")[0])
        person = reader.person(teacher, file=TEACHERS, line=line, column=_TEACHER_ID.partition("|")[0])
        if org is not None and person is not None:
            reader.census.set_active(person, active=True)
            reader.census.place(person, org=org, role=_ROLE)
    detail = "this format lists teachers only: aides, counselors and principals are not in it"
    reader.findings.note("teachers-only", detail, file=TEACHERS)
