"""Rosters of every format: counts by hand, the published samples, and each fault by file, line and column."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from survey_api.rosters.findings import MOST_FAULTS, Findings
from survey_api.rosters.formats import Roster, read_roster
from survey_api.rosters.reading import Options
from tests.fixtures.rosters import (
    ELIGIBLE,
    FORMATS,
    NAMES,
    ONEROSTER_1_1,
    ONEROSTER_1_2,
    SDS_1,
    archive,
    lines,
)

TODAY = date(2026, 11, 22)
SAMPLES = (
    "oneroster-1_1-moodle-full",
    "oneroster-1_1-rosterhub-ja",
    "oneroster-1_2-moodle-full",
    "sds-v1-uk-25-users-microsoft",
    "sds-v1-us-100-users-microsoft",
    "sds-v1-us-minimal-microsoft",
    "sds-v2_1-microsoft",
)


def read(raw: bytes, **options: Any) -> tuple[Roster | None, Findings]:
    findings = Findings()
    chosen = {"eligible_roles": ("teacher", "aide"), "as_of": None, "today": TODAY, "leaid": None} | options
    return read_roster(io.BytesIO(raw), options=Options(**chosen), findings=findings), findings


def with_row(files: dict[str, bytes], name: str, row: str) -> bytes:
    return archive(files | {name: files[name] + lines(row)})


def replaced(files: dict[str, bytes], name: str, old: str, new: str) -> bytes:
    assert old.encode() in files[name]
    return archive(files | {name: files[name].replace(old.encode(), new.encode())})


@pytest.mark.parametrize("kind", FORMATS)
def test_the_format_is_found_and_people_are_counted(kind: str) -> None:
    roster, findings = read(archive(FORMATS[kind]))

    assert findings.faults == []
    assert roster is not None
    assert roster.format == kind
    assert {row.school: row.eligible for row in roster.rows} == ELIGIBLE[kind]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_published_samples_give_their_counts(sample: str, reference_data: Path) -> None:
    folder = reference_data / "oneroster" / sample
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    raw = archive({path.name: path.read_bytes() for path in folder.glob("*.csv")})

    check(raw, expected, as_of=None)
    for day, then in expected.get("as_of", {}).items():
        check(raw, then, as_of=date.fromisoformat(day))


def check(raw: bytes, expected: Any, *, as_of: date | None) -> None:
    roster, findings = read(raw, as_of=as_of)
    assert (findings.faults, roster is None) == ([], False)
    assert roster is not None
    schools, others = expected["schools"], expected["other_active_orgs"]

    assert {row.school: (row.name, dict(row.roles)) for row in roster.rows} == {
        school: (one["name"], one["staff_by_role"]) for school, one in schools.items()
    }
    assert {one.id: (one.type, dict(one.roles)) for one in roster.elsewhere} == {
        org: (one["type"], one["staff_by_role"]) for org, one in others.items() if one["staff_by_role"]
    }
    assert roster.n_in_schools == expected["staff_distinct_in_schools"]
    assert roster.n_in_schools + roster.n_elsewhere == expected["staff_distinct_total"]


def test_people_who_only_teach_by_their_classes_are_told_apart(reference_data: Path) -> None:
    folder = reference_data / "oneroster" / "oneroster-1_1-rosterhub-ja"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    roster, findings = read((folder / "oneroster.zip").read_bytes())

    assert roster is not None
    found = {row.school: dict(row.only_enrolled) for row in roster.rows}
    assert found == expected["alternative_by_active_enrollments"]
    assert "only-enrolled" in {note.code for note in findings.notes}


def test_someone_in_two_schools_counts_in_both_and_someone_with_two_roles_once() -> None:
    roster, _ = read(archive(ONEROSTER_1_2))

    assert roster is not None
    middle, high = roster.rows
    assert dict(middle.roles) == {"teacher": 3, "aide": 1}
    assert middle.eligible == 3
    assert dict(high.roles) == {"teacher": 1, "principal": 1}
    assert (roster.n_in_schools, roster.n_elsewhere) == (4, 1)
    assert [(one.type, one.roles) for one in roster.elsewhere] == [("district", {"districtAdministrator": 1})]


def test_eligible_roles_are_the_senders_choice() -> None:
    roster, _ = read(archive(ONEROSTER_1_2), eligible_roles=("principal",))

    assert roster is not None
    assert {row.school: row.eligible for row in roster.rows} == {"MS": 0, "HS": 1}


def test_roles_count_by_their_dates_only_if_asked_and_the_last_day_is_the_first_without() -> None:
    raw = replaced(
        ONEROSTER_1_2,
        "roles.csv",
        "r1,,,t1,primary,teacher,,",
        "r1,,,t1,primary,teacher,2026-08-01,2026-11-22",
    )

    ignored, findings = read(raw)
    on_the_day, _ = read(raw, as_of=TODAY)
    before, _ = read(raw, as_of=date(2026, 11, 21))
    early, _ = read(raw, as_of=date(2026, 7, 31))

    assert [roster.rows[0].eligible for roster in (ignored, on_the_day, before, early) if roster] == [
        3,
        2,
        3,
        2,
    ]
    assert [(note.code, note.lines) for note in findings.notes if note.code == "role-dates"] == [
        ("role-dates", [2])
    ]


@pytest.mark.parametrize(
    ("files", "name", "row", "fault"),
    [
        (ONEROSTER_1_2, "roles.csv", "r,,,no,primary,teacher,,,MS", ("unknown-user", 15, "userSourcedId")),
        (ONEROSTER_1_2, "roles.csv", "r,,,t1,primary,teacher,,,NO", ("unknown-org", 15, "orgSourcedId")),
        (ONEROSTER_1_2, "roles.csv", "r,,,t1,primary,techer,,,MS", ("role", 15, "role")),
        (ONEROSTER_1_2, "roles.csv", "r,gone,,t1,primary,teacher,,,MS", ("status", 15, "status")),
        (ONEROSTER_1_2, "roles.csv", "r,,,,primary,teacher,,,MS", ("missing", 15, "userSourcedId")),
        (ONEROSTER_1_2, "roles.csv", "r,,,t1,primary,teacher,,,MS,more", ("cells", 15, "10")),
        (ONEROSTER_1_2, "roles.csv", 'r,,,"t1,primary,teacher,,,MS', ("csv", 15, "userSourcedId")),
        (ONEROSTER_1_2, "roles.csv", 'r,,,t1,"pri"mary,teacher,,,MS', ("csv", 15, "roleType")),
        (ONEROSTER_1_2, "users.csv", "t1,,,true,t1,Ada,Other,", ("twice", 11, "sourcedId")),
        (ONEROSTER_1_2, "orgs.csv", "MS,,,Again,school,,D", ("twice", 6, "sourcedId")),
        (ONEROSTER_1_2, "orgs.csv", "X,,,,school,,D", ("missing", 6, "name")),
        (ONEROSTER_1_2, "orgs.csv", ",,,Nameless,school,,D", ("missing", 6, "sourcedId")),
        (ONEROSTER_1_2, "orgs.csv", "X,,,X,scool,,D", ("type", 6, "type")),
        (ONEROSTER_1_2, "orgs.csv", f"X,,,{'X' * 201},school,,D", ("too-long", 6, "name")),
        (ONEROSTER_1_2, "orgs.csv", "X,,,A\0B,school,,D", ("characters", 6, "name")),
        (ONEROSTER_1_2, "manifest.csv", "file.roles,delta", ("delta", 6, "value")),
        (ONEROSTER_1_2, "manifest.csv", "oneroster.version,2.0", ("version", 6, "value")),
        (ONEROSTER_1_1, "users.csv", "t9,,,true,NO,teacher,t9,,", ("unknown-org", 9, "orgSourcedIds")),
        (ONEROSTER_1_1, "users.csv", "t9,,,true,,teacher,t9,,", ("unknown-org", 9, "orgSourcedIds")),
        (SDS_1, "Teacher.csv", "t9,NO,,,Active", ("unknown-org", 6, "School SIS ID")),
        (SDS_1, "School.csv", "MS,Again,", ("twice", 4, "SIS ID")),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_column(
    files: dict[str, bytes], name: str, row: str, fault: tuple[str, int, str]
) -> None:
    _, findings = read(with_row(files, name, row))

    (found,) = findings.faults
    assert (found.code, found.line, found.column) == fault
    assert found.file == name
    assert found.pointer == f"{name}/line/{fault[1]}/{fault[2]}"


def test_students_and_families_may_be_as_broken_as_they_like() -> None:
    files = ONEROSTER_1_2 | {
        "roles.csv": ONEROSTER_1_2["roles.csv"] + lines("r,odd,,nobody,primary,student,,,NO"),
        "users.csv": ONEROSTER_1_2["users.csv"] + b"s1,odd,,,,\xff\xfe,\xe9,\r\n",
    }

    roster, findings = read(archive(files))

    assert findings.faults == []
    assert roster is not None
    assert {row.school: row.eligible for row in roster.rows} == ELIGIBLE["oneroster_1_2"]


def test_a_kept_cell_must_be_utf_8() -> None:
    files = ONEROSTER_1_2 | {"orgs.csv": ONEROSTER_1_2["orgs.csv"].replace(b"Middle", b"\xc9cole")}

    _, findings = read(archive(files))

    assert [(one.code, one.file, one.line, one.column) for one in findings.faults] == [
        ("characters", "orgs.csv", 3, "name")
    ]


def test_a_line_number_counts_the_lines_of_a_quoted_cell() -> None:
    raw = with_row(ONEROSTER_1_2, "users.csv", 's3,,,true,s3,"two\r\nlines",X,\r\nt1,,,true,t1,,,')

    _, findings = read(raw)

    assert [(one.code, one.line) for one in findings.faults] == [("twice", 13)]


@pytest.mark.parametrize(
    ("identifier", "leaid", "kept", "note"),
    [
        ("010000500870", "0100005", "010000500870", None),
        ("10000500870", "0100005", None, "lost-zero"),
        ("10000500870", None, None, "lost-zero"),
        ("20000500870", "0100005", None, "lost-zero"),
        ("020000500870", "0100005", None, "other-district"),
        ("010000500870", None, None, "other-district"),
        ("LMS-1", "0100005", None, None),
        ("\u0660" * 12, "0100005", None, None),
    ],
)
def test_an_identifier_is_an_nces_id_only_where_it_must_be_and_a_lost_zero_is_told(
    identifier: str, leaid: str | None, kept: str | None, note: str | None
) -> None:
    raw = replaced(ONEROSTER_1_2, "orgs.csv", "010000500870", identifier)

    roster, findings = read(raw, leaid=leaid)

    assert roster is not None
    assert roster.rows[0].ids.get("nces") == kept
    told = [one.code for one in findings.notes if one.file == "orgs.csv" and 3 in one.lines]
    assert told == ([note] if note else [])


def test_a_districts_own_id_tells_another_districts_file_and_a_lost_zero() -> None:
    another, found = read(archive(ONEROSTER_1_2), leaid="0200005")
    lost, notes = read(replaced(ONEROSTER_1_2, "orgs.csv", ",0100005,", ",100005,"), leaid="0100005")

    assert another is not None
    assert lost is not None
    assert ("other-district", [2, 3, 4]) in [(note.code, note.lines) for note in found.notes]
    assert ("lost-zero", [2]) in [(note.code, note.lines) for note in notes.notes]


def test_in_a_column_for_nces_ids_everything_else_is_told() -> None:
    _, findings = read(replaced(SDS_1, "School.csv", "010000500870", "10000500870"))
    _, others = read(replaced(SDS_1, "School.csv", "010000500870", "1.00005E+11"))

    assert ("lost-zero", [2]) in [(note.code, note.lines) for note in findings.notes]
    assert ("no-nces", [2]) in [(note.code, note.lines) for note in others.notes]


def test_a_role_at_what_is_closed_counts_nowhere() -> None:
    files = ONEROSTER_1_2 | {
        "roles.csv": ONEROSTER_1_2["roles.csv"].replace(b"principal,,,HS", b"principal,,,OLD")
    }

    roster, findings = read(archive(files))

    assert roster is not None
    assert (roster.n_in_schools, roster.n_elsewhere) == (3, 1)
    assert [note.lines for note in findings.notes if note.code == "closed-org"] == [[7, 11]]


def test_a_day_is_told_to_change_nothing_where_roles_have_no_dates() -> None:
    for files, told in ((ONEROSTER_1_1, True), (SDS_1, True), (ONEROSTER_1_2, False)):
        _, findings = read(archive(files), as_of=TODAY)
        assert ("no-role-dates" in {note.code for note in findings.notes}) is told


def test_without_a_manifest_the_files_tell_the_standard_and_it_is_noted() -> None:
    for kind in ("oneroster_1_2", "oneroster_1_1"):
        files = {name: raw for name, raw in FORMATS[kind].items() if name != "manifest.csv"}
        roster, findings = read(archive(files))
        assert roster is not None
        assert roster.format == kind
        assert "no-manifest" in {note.code for note in findings.notes}


def test_old_exports_are_noted() -> None:
    _, findings = read(replaced(ONEROSTER_1_2, "academicSessions.csv", "2100-06-15", "2024-06-15"))

    assert [note.lines for note in findings.notes if note.code == "sessions-over"] == [[2]]


def test_columns_may_come_in_any_order_and_case_with_others_between() -> None:
    orgs = lines(
        "extra,TYPE,name,sourcedid",
        ",school,Lakeview Middle,MS",
        ",school,Lakeview High,HS",
        ",district,D,D",
        ",school,Old,OLD",
    )

    roster, findings = read(archive(ONEROSTER_1_2 | {"orgs.csv": b"\xef\xbb\xbf" + orgs}))

    assert findings.faults == []
    assert roster is not None
    assert {row.school: row.eligible for row in roster.rows} == {"MS": 3, "HS": 1, "OLD": 1}


def test_all_faults_come_at_once_up_to_a_limit() -> None:
    rows = [f"r,,,u{n},primary,techer,,,MS" for n in range(1000)]
    files = ONEROSTER_1_2 | {"roles.csv": ONEROSTER_1_2["roles.csv"] + lines(*rows)}

    roster, findings = read(archive(files))

    assert roster is None
    assert len(findings.faults) == MOST_FAULTS + 1
    assert findings.faults[-1].code == "more"


def test_no_finding_repeats_what_is_in_the_rows_of_people() -> None:
    broken = ONEROSTER_1_2["roles.csv"].replace(b"t1", b"Quillfeather").replace(b",aide,", b",Zebulonova,")

    _, findings = read(archive(ONEROSTER_1_2 | {"roles.csv": broken}))

    assert {fault.code for fault in findings.faults} == {"unknown-user", "role"}
    assert not any(name in repr(findings.faults) + repr(findings.notes) for name in NAMES)
