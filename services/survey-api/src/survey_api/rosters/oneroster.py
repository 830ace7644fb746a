"""OneRoster 1.1 and 1.2 CSV, and School Data Sync 2.1, which is made like it.

1.2 and SDS 2.1 give roles in a file of their own, 1.1 one role in the row of the person. Roles are read
before people, so that only members of the staff are looked for in `users.csv`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from survey_api.rosters.nces import school_ids, tell_of_district
from survey_api.rosters.reading import LONGEST_ID, LONGEST_NAME, SCHOOL, Org, Reader, day_of
from survey_api.rosters.roles import NOT_STAFF, canonical

ORGS, USERS, ROLES = "orgs.csv", "users.csv", "roles.csv"
ENROLLMENTS, SESSIONS = "enrollments.csv", "academicSessions.csv"
_ROLE_DATES: Final = {"oneroster_1_2": ("beginDate", "endDate"), "sds_2_1": ("roleStartDate", "roleEndDate")}
_TYPES: Final = frozenset(
    {
        *("academictrust", "adulteducation", "campus", "college", "department", "departmentofeducation"),
        *("district", "division", "local", "localauthority", "ministryofeducation", "municipality"),
        *("national", "program", "province", "region", "researchcenter", "school", "state", "university"),
    }
)
Enrolled: TypeAlias = Mapping[int, Mapping[str, int]]
"""By organisation and role of the class: people who have no role there."""
#: Enough to say that people teach without a role; how many more does not matter.
MOST_ENROLLED: Final = 100_000


def read_orgs(reader: Reader) -> None:
    """Read `orgs.csv`."""
    rows = reader.rows(ORGS, ("sourcedId", "name", "type"), ("status", "identifier"))
    for line, (org_id, name, kind, status, identifier) in rows:
        active = reader.is_active(status, file=ORGS, line=line)
        if not reader.keep(org_id, most=LONGEST_ID, file=ORGS, line=line, column="sourcedId"):
            continue
        if kind.lower() not in _TYPES:
            detail = "school, district, department or another type of organisation of the standard"
            reader.findings.fault("type", detail, file=ORGS, line=line, column="type")
        is_school = kind.lower() == SCHOOL
        ids: dict[str, str] = {}
        if active and is_school:
            reader.keep(name, most=LONGEST_NAME, file=ORGS, line=line, column="name")
            ids = school_ids(reader, identifier, named=False, file=ORGS, line=line, column="identifier")
        elif active and kind.lower() == "district":
            tell_of_district(reader, identifier, file=ORGS, line=line, column="identifier")
        org = Org(line=line, id=org_id, name=name, type=SCHOOL if is_school else kind, ids=ids)
        reader.add_org(org_id, org if active else None, file=ORGS, line=line, column="sourcedId")


def read_roles(reader: Reader, *, dialect: str) -> None:
    """Read `roles.csv`: who of the staff works where."""
    needed = ("userSourcedId", "orgSourcedId", "role")
    for line, (user, org_id, text, status, *days) in reader.rows(
        ROLES, needed, ("status", *_ROLE_DATES[dialect])
    ):
        role = reader.staff_role(text, file=ROLES, line=line)
        if role is None or not reader.is_active(status, file=ROLES, line=line):
            continue
        org = reader.org(org_id, file=ROLES, line=line, column="orgSourcedId")
        person = reader.person(user, file=ROLES, line=line, column="userSourcedId")
        if org is not None and person is not None and _holds(reader, days, line=line, dialect=dialect):
            reader.census.place(person, org=org, role=role)


def _holds(reader: Reader, texts: Sequence[str], *, line: int, dialect: str) -> bool:
    """Whether a role counts by its dates; OneRoster's last day is the first without the role."""
    days = [day_of(text) for text in texts]
    for text, day, column in zip(texts, days, _ROLE_DATES[dialect], strict=True):
        if text and day is None and reader.options.as_of is not None:
            reader.findings.fault("date", "a date such as 2026-09-01", file=ROLES, line=line, column=column)
    begin, end = (day or limit for day, limit in zip(days, (date.min, date.max), strict=True))
    asked = reader.options.as_of or reader.options.today
    holds = begin <= asked and (asked < end if dialect == "oneroster_1_2" else asked <= end)
    if not holds and reader.options.as_of is None:
        detail = "by their dates these roles do not hold today, and are counted; as_of=… leaves them out"
        reader.findings.note("role-dates", detail, file=ROLES, line=line, column=_ROLE_DATES[dialect][1])
    return holds or reader.options.as_of is None


def read_people(reader: Reader) -> None:
    """Read `users.csv` beside `roles.csv`: which of the staff are there. Everybody else is passed over."""
    for line, (user, status) in reader.rows(USERS, ("sourcedId",), ("status",)):
        number = reader.census.find(user)
        if number is None:
            continue
        if reader.census.is_known(number):
            detail = "a member of the staff is in the file twice"
            reader.findings.fault("twice", detail, file=USERS, line=line, column="sourcedId")
        reader.census.set_active(number, active=reader.is_active(status, file=USERS, line=line))
    for line in reader.census.unknown_lines():
        detail = f"must name a person of {USERS}"
        reader.findings.fault("unknown-user", detail, file=ROLES, line=line, column="userSourcedId")


def read_people_with_roles(reader: Reader) -> None:
    """Read `users.csv` of OneRoster 1.1, where a person has one role at one or more organisations."""
    for line, (user, orgs, text, status) in reader.rows(
        USERS, ("sourcedId", "orgSourcedIds", "role"), ("status",)
    ):
        role = reader.staff_role(text, file=USERS, line=line)
        if role is None:
            continue
        number = reader.person(user, file=USERS, line=line, column="sourcedId")
        if number is None:
            continue
        if reader.census.is_known(number):
            detail = "a member of the staff is in the file twice"
            reader.findings.fault("twice", detail, file=USERS, line=line, column="sourcedId")
        reader.census.set_active(number, active=reader.is_active(status, file=USERS, line=line))
        for org_id in orgs.split(","):
            org = reader.org(org_id.strip(), file=USERS, line=line, column="orgSourcedIds")
            if org is not None:
                reader.census.place(number, org=org, role=role)


def read_enrollments(reader: Reader) -> Enrolled:
    """Read `enrollments.csv`, if it is there: who teaches at a school by their classes, and by no role."""
    met: set[tuple[int, str, int]] = set()
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    if ENROLLMENTS not in reader.archive:
        return {}
    rows = reader.rows(ENROLLMENTS, (), ("schoolSourcedId", "userSourcedId", "role", "status"))
    for line, (org_id, user, text, status) in rows:
        role, org = canonical(text), reader.orgs.find(org_id)
        if role is None or role in NOT_STAFF or org is None or status.lower() not in {"", "active"}:
            continue
        if reader.census.works_at(user, org=org):
            continue
        if reader.orgs.all[org] is not None and len(met) < MOST_ENROLLED:
            found[org][role] += (org, role, hash(user)) not in met
            met.add((org, role, hash(user)))
            detail = "people teach there by their classes and have no role there: not counted"
            reader.findings.note("only-enrolled", detail, file=ENROLLMENTS, line=line, column="role")
    return found


def read_sessions(reader: Reader) -> None:
    """Read `academicSessions.csv`, if it is there: a roster whose last session is over is an old one."""
    if SESSIONS not in reader.archive:
        return
    rows = reader.rows(SESSIONS, (), ("endDate",))
    last, line = max(((day_of(end) or date.min, line) for line, (end,) in rows), default=(date.min, 1))
    if date.min < last < reader.options.today:
        detail = f"the last session ended on {last}: is this an old export?"
        reader.findings.note("sessions-over", detail, file=SESSIONS, line=line, column="endDate")
