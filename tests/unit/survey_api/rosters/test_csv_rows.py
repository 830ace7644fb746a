"""CSV row by row: what is wanted, in bounded memory, and where a row stops being CSV."""

import io
from contextlib import suppress

import pytest

from survey_api.rosters.csv_rows import LONGEST_LINE, LONGEST_ROW, place_of_fault, read_rows
from survey_api.rosters.findings import Findings, Unreadable


def rows(raw: bytes, *, needed: tuple[str, ...] = ("a",), optional: tuple[str, ...] = ()) -> list[object]:
    return list(
        read_rows(io.BytesIO(raw), file="x.csv", needed=needed, optional=optional, findings=Findings())
    )


def faults(raw: bytes, *, needed: tuple[str, ...] = ("a",)) -> list[tuple[str, int | None, str | None]]:
    findings = Findings()
    with suppress(Unreadable):
        list(read_rows(io.BytesIO(raw), file="x.csv", needed=needed, findings=findings))
    return [(one.code, one.line, one.column) for one in findings.faults]


def test_wanted_columns_come_in_the_order_they_were_asked_for() -> None:
    assert rows(b"b,a,c\r\n1, 2 ,3\r\n\r\n,,\r\n4\r\n", needed=("a",), optional=("c", "d")) == [
        (2, ["2", "3", ""]),
        (5, ["", "", ""]),
    ]


def test_a_column_may_have_two_names() -> None:
    assert rows(b"DfE Number,Name\n7,X\n", needed=("SIS ID|DfE Number",)) == [(2, ["7"])]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_is_known(end: bytes) -> None:
    assert rows(end.join((b"a,b", b"1,2", b"3,4"))) == [(2, ["1"]), (3, ["3"])]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", ("missing-column", 1, "a")),
        (b"b,c\n1,2\n", ("missing-column", 1, "a")),
        (b"a,A\n1,2\n", ("repeated-column", 1, "a")),
        ("a,b\n1,2\n".encode("utf-16"), ("missing-column", 1, "a")),
        (b'a,b\n1,"2\n3,4\n', ("csv", 2, "b")),
        (b'a,b\n1,2\n"3"x,4\n', ("csv", 3, "a")),
        (b'a,b\n1,"2\n\n""3" 4\n', ("csv", 4, "b")),
        (b'a,b\n1,2,"3\n', ("csv", 2, "3")),
        (b'"a,b\n1,2\n', ("csv", 1, "1")),
        (b"a\n" + b"x," * LONGEST_LINE + b"\n", ("too-long", 2, str(LONGEST_LINE // 2 + 1))),
        (b"a\n1\n" + b'"x\n",' * LONGEST_ROW, ("too-long", LONGEST_ROW // 5 + 4, str(LONGEST_ROW // 5 + 2))),
        (b'a\n1\n"' + b"x\n" * LONGEST_ROW, ("csv", 3, "a")),
    ],
)
def test_what_makes_no_sense_has_a_place(raw: bytes, fault: tuple[str, int, str]) -> None:
    assert faults(raw) == [fault]


def test_the_place_of_a_fault_is_the_quotation_mark_that_began_it() -> None:
    assert place_of_fault('1,"2\n3",4,"5\n6', first=10) == (11, 3)
    assert place_of_fault('1,a"b,"2"3', first=10) == (10, 2)
    assert place_of_fault('"1""2",3"4,"', first=1) == (1, 2)
