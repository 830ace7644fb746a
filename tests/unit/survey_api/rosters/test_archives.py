"""Archives from outside: refused before they are unpacked when they are bombs, and whatever is damaged."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from survey_api.rosters.archives import (
    LONGEST_DIRECTORY,
    MOST_FILES,
    MOST_SHRUNK,
    MOST_UNPACKED,
    SMALL,
    open_archive,
)
from survey_api.rosters.findings import Findings, Unreadable
from tests.fixtures.rosters import archive

CSV = b"sourcedId,name\r\nMS,Middle\r\n"


def refusal(raw: bytes, *, name: str = "orgs.csv") -> tuple[str, str | None]:
    """Why an archive, or a file in it, cannot be read, and what is named."""
    findings = Findings()
    try:
        with open_archive(io.BytesIO(raw), findings=findings) as opened, opened.open(name) as member:
            while member.read(2**16):
                pass
    except Unreadable:
        (fault,) = findings.faults
        return fault.code, fault.file
    return "read", None


def with_sizes(raw: bytes, *, unpacked: int, packed: int | None = None, before: bytes = b"orgs.csv") -> bytes:
    """The same archive whose directory claims other sizes of a file."""
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(before))
    claimed = raw[at + 20 : at + 24] if packed is None else struct.pack("<I", packed)
    return raw[: at + 20] + claimed + struct.pack("<I", unpacked) + raw[at + 28 :]


def with_flag(raw: bytes, flag: int) -> bytes:
    at = raw.rindex(b"PK\x01\x02")
    return raw[: at + 8] + struct.pack("<H", flag) + raw[at + 10 :]


def of_method(method: int) -> bytes:
    return archive({"orgs.csv": CSV}, method=method)


def test_a_file_is_read_wherever_it_lies_and_however_it_is_written() -> None:
    assert refusal(archive({"export/2026/Orgs.CSV": CSV})) == ("read", None)
    assert refusal(archive({"orgs.csv": CSV, "__MACOSX/._orgs.csv": b"", ".orgs.csv": b""})) == ("read", None)
    assert refusal(of_method(zipfile.ZIP_STORED)) == ("read", None)
    assert refusal(b"garbage in front" + archive({"orgs.csv": CSV})) == ("read", None)


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x05\x06" + bytes(10), b"a,b\r\n1,2\r\n", bytes(100_000)])
def test_what_is_no_archive_is_called_so(raw: bytes) -> None:
    assert refusal(raw) == ("not-a-zip", "archive")


def test_two_files_of_one_name_are_ambiguous() -> None:
    assert refusal(archive({"a/orgs.csv": CSV, "b/orgs.csv": CSV})) == ("twice", "archive")


def test_encrypted_and_unusual_files_are_refused() -> None:
    assert refusal(with_flag(of_method(zipfile.ZIP_DEFLATED), 1)) == ("encrypted", "orgs.csv")
    assert refusal(of_method(zipfile.ZIP_BZIP2)) == ("compression", "orgs.csv")
    assert refusal(of_method(zipfile.ZIP_LZMA)) == ("compression", "orgs.csv")


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = archive({"orgs.csv": bytes(SMALL + 1)})
    assert len(raw) < (SMALL + 1) // MOST_SHRUNK
    monkeypatch.setattr(zipfile.ZipFile, "open", _must_not_happen)

    assert refusal(raw) == ("too-large", "orgs.csv")


def test_a_file_that_claims_too_much_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = with_sizes(archive({"orgs.csv": CSV}), packed=MOST_UNPACKED, unpacked=MOST_UNPACKED + 1)
    monkeypatch.setattr(zipfile.ZipFile, "open", _must_not_happen)

    assert refusal(raw) == ("too-large", "orgs.csv")


def test_a_file_that_claims_too_little_gives_no_more_than_it_claimed() -> None:
    raw = with_sizes(archive({"orgs.csv": bytes(SMALL)}), unpacked=10)

    assert refusal(raw) == ("damaged", "orgs.csv")


def test_the_sizes_of_all_files_count_together() -> None:
    findings = Findings()
    raw = archive({"orgs.csv": CSV, "users.csv": CSV})
    for name in (b"orgs.csv", b"users.csv"):
        raw = with_sizes(raw, packed=MOST_UNPACKED, unpacked=MOST_UNPACKED // 2 + 1, before=name)

    with open_archive(io.BytesIO(raw), findings=findings) as opened:
        with opened.open("orgs.csv"):
            pass
        with pytest.raises(Unreadable), opened.open("users.csv"):
            pass

    assert [(fault.code, fault.file) for fault in findings.faults] == [("too-large", "users.csv")]


def test_too_many_files_are_refused() -> None:
    raw = archive({f"{n}.csv": b"" for n in range(MOST_FILES + 1)})

    assert refusal(raw) == ("too-many-files", "archive")


@pytest.mark.parametrize("zip64", [False, True])
def test_a_directory_without_end_is_not_even_read(zip64: bool) -> None:  # noqa: FBT001 - a parameter of the case
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 8, 0, 0) + bytes(12) + b"aaaa.csv"
    directory = entry * (LONGEST_DIRECTORY // len(entry) + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 0, 0)
    if zip64:
        big = struct.pack(
            "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, len(directory), 0
        ) + struct.pack("<4sLQL", b"PK\x06\x07", 0, len(directory), 1)
        end = big + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0, 0, 0)

    assert refusal(directory + end) == ("not-a-zip", "archive")


def test_every_damaged_byte_of_a_file_is_noticed() -> None:
    """Its content is guarded by a checksum: whatever is handed out to the end is what was packed."""
    raw = archive({"orgs.csv": CSV})
    begin = raw.index(b"orgs.csv") + len(b"orgs.csv")
    end = raw.index(b"PK\x01\x02")

    found = {refusal(raw[:at] + bytes([raw[at] ^ 0x41]) + raw[at + 1 :]) for at in range(begin, end)}

    assert found == {("damaged", "orgs.csv")}


def _must_not_happen(*_: object, **__: object) -> Callable[..., object]:
    raise AssertionError("it was opened")
