"""schools.csv: refused with every fault at its place, or taken whole."""

import pytest

from scoring_worker.imports import ImportRefused, ListedSchool, read_schools


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "(header)")]),
        ("school,eligible\n", [(0, "(file)")]),
        ("school\nA\n", [(1, "eligible")]),
        ("school,eligible,city\nA,3,X\n", [(1, "city")]),
        ("school,eligible\nA,3\nA,4\n", [(3, "school")]),
        (
            "school,eligible\nA,\nB,-1\nC,x\nD,1.5\nE,9999999\nF,²\n",
            [(line, "eligible") for line in range(2, 8)],
        ),
        ("school,eligible\n,3\n", [(2, "school")]),
        (f"school,eligible,name\nA,3,{'x' * 301}\n", [(2, "name")]),
    ],
)
def test_refusals(text: str, expected: list[tuple[int, str]]) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_schools(text.encode())

    assert [(error.line, error.column) for error in caught.value.errors] == expected
    assert all(error.file == "schools.csv" for error in caught.value.errors)


def test_a_list_with_and_without_names() -> None:
    assert read_schools(b"\xef\xbb\xbfschool,eligible,name\r\nA,30,Juniper Hill\r\n0042,0,\r\n") == {
        "A": ListedSchool(code="A", eligible=30, name="Juniper Hill"),
        "0042": ListedSchool(code="0042", eligible=0, name="0042"),
    }
