"""Which standard an archive follows, and the roster that is in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Final

from survey_api.rosters import oneroster, sds
from survey_api.rosters.archives import ARCHIVE, Archive, open_archive
from survey_api.rosters.census import Headcount
from survey_api.rosters.findings import Findings, Unreadable
from survey_api.rosters.oneroster import Enrolled
from survey_api.rosters.parsing import RosterRow
from survey_api.rosters.reading import Format, Options, Org, Reader

MANIFEST: Final = "manifest.csv"
_VERSIONS: Final[Mapping[str, Format]] = {"1.2": "oneroster_1_2", "1.1": "oneroster_1_1"}
_NEEDED_WHOLE: Final = frozenset({"file.orgs", "file.users", "file.roles"})
_EXPECTED: Final = (
    "orgs.csv and users.csv (OneRoster 1.1), with roles.csv (OneRoster 1.2, School Data Sync 2.1),"
    " or School.csv and Teacher.csv (School Data Sync 1)"
)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """People at what is no school.

    Attributes:
        type: of the organisation, as the standard calls it.
        id: the file's id of it.
        roles: people by role.
    """

    type: str
    id: str
    roles: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Roster:
    """What was read.

    Attributes:
        format: the standard.
        rows: the schools, with their counts.
        elsewhere: organisations that are no schools and have staff.
        n_in_schools: members of the staff at schools, each once.
        n_elsewhere: members of the staff who are at no school.
    """

    format: Format
    rows: list[RosterRow]
    elsewhere: list[Elsewhere]
    n_in_schools: int
    n_elsewhere: int


def read_roster(upload: IO[bytes], *, options: Options, findings: Findings) -> Roster | None:
    """Read an archive from its beginning to its end.

    Args:
        upload: its bytes, seekable.
        options: what the sender chose.
        findings: told of every fault; with any, what is returned must not be stored.

    Returns:
        None where it could not be read to the end.
    """
    try:
        with open_archive(upload, findings=findings) as archive:
            kind = _kind(archive, options=options, findings=findings)
            reader = Reader(archive, options=options, findings=findings)
            enrolled = _read(reader, kind)
    except Unreadable:
        return None
    return _roster(reader, kind, enrolled=enrolled)


def _kind(archive: Archive, *, options: Options, findings: Findings) -> Format:
    """The standard an archive follows, by its manifest or else by its files."""
    if MANIFEST in archive:
        stated = _stated(Reader(archive, options=options, findings=findings))
        if stated is not None:
            return stated
    if sds.SCHOOLS in archive and sds.TEACHERS in archive:
        return "sds_1"
    if oneroster.ORGS not in archive or oneroster.USERS not in archive:
        raise findings.stop("unknown-format", f"expected {_EXPECTED}", file=ARCHIVE)
    if oneroster.ROLES not in archive:
        findings.note("no-manifest", "no manifest.csv says so, but by its files this is OneRoster 1.1")
        return "oneroster_1_1"
    if "roletype" not in archive.first_line(oneroster.ROLES).casefold():
        return "sds_2_1"
    findings.note("no-manifest", "no manifest.csv says so, but by its files this is OneRoster 1.2")
    return "oneroster_1_2"


def _stated(reader: Reader) -> Format | None:
    """What `manifest.csv` says; None where it names no version."""
    found: Format | None = None
    for line, (name, value) in reader.rows(MANIFEST, ("propertyName", "value")):
        if name == "oneroster.version":
            found = _VERSIONS.get(value)
            if found is None:
                detail = "OneRoster 1.1 and 1.2 can be read"
                reader.findings.fault("version", detail, file=MANIFEST, line=line, column="value")
        if name in _NEEDED_WHOLE and value.lower() == "delta":
            detail = "changes only: send a bulk export, with everybody in it"
            reader.findings.fault("delta", detail, file=MANIFEST, line=line, column="value")
    if reader.findings.faults:
        raise Unreadable
    return found


def _read(reader: Reader, kind: Format) -> Enrolled:
    if reader.options.as_of is not None and kind in {"oneroster_1_1", "sds_1"}:
        reader.findings.note("no-role-dates", "this format gives roles no dates, so as_of changes nothing")
    if kind == "sds_1":
        sds.read_schools(reader)
        sds.read_teachers(reader)
        return {}
    oneroster.read_orgs(reader)
    if kind == "oneroster_1_1":
        oneroster.read_people_with_roles(reader)
        detail = "OneRoster 1.1 gives each person one role; whoever has two counts in the one given"
        reader.findings.note("one-role", detail, file=oneroster.USERS)
    else:
        oneroster.read_roles(reader, dialect=kind)
        oneroster.read_people(reader)
    oneroster.read_sessions(reader)
    # School Data Sync's enrollments name no school.
    return {} if kind == "sds_2_1" else oneroster.read_enrollments(reader)


def _roster(reader: Reader, kind: Format, *, enrolled: Enrolled) -> Roster:
    counts = reader.census.count(eligible=reader.options.eligible_roles)
    schools = frozenset(at for at, org in reader.orgs.items() if org.is_school)
    n_in_schools, n_elsewhere = reader.census.distinct(schools)
    rows, elsewhere = [], []
    for at, org in reader.orgs.items():
        here = counts.get(at, Headcount())
        if org.is_school:
            rows.append(_row(org, here, kind=kind, only_enrolled=enrolled.get(at, {})))
        elif here.roles:
            elsewhere.append(Elsewhere(type=org.type, id=org.id, roles=Counter(here.roles)))
    _tell(reader, n_schools=len(rows))
    return Roster(
        format=kind, rows=rows, elsewhere=elsewhere, n_in_schools=n_in_schools, n_elsewhere=n_elsewhere
    )


def _row(org: Org, here: Headcount, *, kind: Format, only_enrolled: Mapping[str, int]) -> RosterRow:
    system = "oneroster" if kind.startswith("oneroster") else "local"
    return RosterRow(
        file=sds.SCHOOLS if kind == "sds_1" else oneroster.ORGS,
        line=org.line,
        school=org.id,
        key="SIS ID" if kind == "sds_1" else "sourcedId",
        system=system,
        name=org.name,
        eligible=here.eligible,
        ids={system: org.id, **org.ids},
        unit=None,
        roles=here.roles,
        only_enrolled=only_enrolled,
    )


def _tell(reader: Reader, *, n_schools: int) -> None:
    """Note what the counts leave out."""
    if not n_schools:
        detail = "no organisation of type school is in the roster; people elsewhere belong to none"
        reader.findings.note("no-schools", detail)
    if reader.census.n_inactive:
        detail = f"members of the staff who are not active are not counted: {reader.census.n_inactive}"
        reader.findings.note("not-active", detail, file=oneroster.USERS, column="status")
