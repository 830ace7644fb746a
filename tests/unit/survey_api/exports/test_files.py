"""The files of an export against the documents they were made of, read by other hands than wrote them."""

import csv
import io
import json
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import openpyxl
import orjson
import pyarrow.parquet as pq
import pytest

from survey_api.exports.files.columns import NOT_THEN, REASONS
from survey_api.exports.files.formats import Format
from survey_api.exports.files.manifest import MANIFEST, Order
from survey_api.exports.files.packing import make
from survey_api.exports.files.tables import TABLES
from survey_api.exports.files.texts import neutral
from survey_api.exports.files.writers import SheetWriter, csv_cell
from survey_core.instruments.catalogue import shipped
from tests.fixtures.published import EXAMPLES, profile_of

OLD = (Path(__file__).parents[3] / "golden" / "profile_1_0.json").read_bytes()
SUMMARY = (EXAMPLES / "district.json").read_bytes()
ONE, TWO = UUID(int=1), UUID(int=2)
DOCUMENTS = [
    profile_of(profile=ONE, administration=ONE, school=ONE, name='=cmd|" /C calc"!A0', external_ids=[]),
    profile_of(profile=TWO, administration=ONE, school=TWO, name='Peña, "North"\tHill', suppressed=True),
    OLD,
]
Tables = dict[str, list[dict[str, Any]]]


def made(format_: Format, language: str = "en") -> zipfile.ZipFile:
    """The zip of an export of the documents above."""
    order = Order(format=format_, language=language, administrations=[str(ONE)], of_some_schools=False)
    sent: list[Any] = [("instrument", shipped("internal-coherence").canonical_json)]
    sent += [("profile", one) for one in DOCUMENTS] + [("summary", SUMMARY)]
    with tempfile.TemporaryDirectory() as folder:
        files = make(order, sent, folder=Path(folder))
        return zipfile.ZipFile(io.BytesIO(files[0].path.read_bytes()))


def of_csv(archive: zipfile.ZipFile) -> Tables:
    return {
        table.name: list(csv.DictReader(io.StringIO(archive.read(f"{table.name}.csv").decode("utf-8-sig"))))
        for table in TABLES
    }


def of_parquet(archive: zipfile.ZipFile) -> Tables:
    return {
        table.name: pq.read_table(io.BytesIO(archive.read(f"{table.name}.parquet"))).to_pylist()
        for table in TABLES
    }


def of_sheets(archive: zipfile.ZipFile) -> Tables:
    book = openpyxl.load_workbook(io.BytesIO(archive.read("throughline.xlsx")))
    found: Tables = {}
    for table in TABLES:
        header, *rows = book[table.name].iter_rows(values_only=True)
        found[table.name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def leaves(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """What a document says of itself, by the names that its columns must have."""
    if isinstance(part, dict) and part.get("suppressed") is True:
        yield "_".join((*path, "suppressed")), part["reason"]
    elif isinstance(part, dict) and {"en"} <= set(part):
        yield "_".join(path), part["en"]
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from leaves(value, (*path, key))
    elif isinstance(part, list):
        if part and not isinstance(part[0], dict):
            yield "_".join(path), " ".join(in_words(one) for one in part)
    elif part is not None:
        yield "_".join(path), part


def in_words(value: Any) -> str:
    if isinstance(value, list):
        return f"{value[0]}-{value[-1]}" if len(value) > 1 else str(value[0])
    return str(value)


def assert_row(row: Mapping[str, Any], part: Mapping[str, Any], *, id_as: str) -> int:
    """Every value of a part is in its row, under its own name, and whatever else is there says why not."""
    expected = dict(leaves(part))
    expected = {id_as if name == "id" else name: value for name, value in expected.items()}
    for name, value in expected.items():
        shown = row[name]
        assert (str(shown) if hasattr(shown, "isoformat") else shown) == value, (name, shown, value)
    rest = {name for name in set(row) - set(expected) if row[name] is not None}
    keys = {"administration", "profile", "school_id", "school_name", "domain", "factor"}
    assert {row[name] for name in rest - keys} <= {None, *REASONS}, rest
    return len(expected)


@pytest.mark.parametrize("read", [of_sheets, of_parquet])
def test_every_cell_is_what_the_document_says(read: Any) -> None:
    tables = read(made("xlsx" if read is of_sheets else "parquet"))
    n_values = 0
    for raw in DOCUMENTS:
        document = orjson.loads(raw)
        mine = {
            name: [row for row in rows if row.get("profile") == document["id"]]
            for name, rows in tables.items()
        }
        domains, factors, items = iter(mine["domains"]), iter(mine["factors"]), iter(mine["items"])
        changes = iter(mine["changes"])
        for domain in document["domains"]:
            n_values += assert_row(next(domains), domain, id_as="domain")
            for factor in domain["factors"]:
                without = {key: value for key, value in factor.items() if key != "change"}
                n_values += assert_row(next(factors), without, id_as="factor")
                change = {"change": factor["change"]} if "change" in factor else {}
                n_values += assert_row(next(changes), change, id_as="factor")
                for item in factor["items"] if isinstance(factor["items"], list) else []:
                    n_values += assert_row(next(items), item, id_as="item")
        assert [next(rows, None) for rows in (domains, factors, items, changes)] == [None] * 4
        (school,) = mine["schools"]
        assert (school["school_name"], school["revision"]) == (
            document["school"]["name"],
            document["revision"],
        )
    assert n_values > 2000


def test_shown_shares_have_a_row_for_each_group() -> None:
    rows = of_parquet(made("parquet"))["item_shares"]
    for raw in DOCUMENTS:
        document = orjson.loads(raw)
        expected = [
            (item["id"], group[0], group[-1], share)
            for domain in document["domains"]
            for factor in domain["factors"]
            if isinstance(factor["items"], list)
            for item in factor["items"]
            if isinstance(item["shares"], list)
            for group, share in zip(item["partition"], item["shares"], strict=True)
        ]
        mine = [
            (row["item"], row["lowest"], row["highest"], row["share"])
            for row in rows
            if row["profile"] == document["id"]
        ]
        assert mine == expected


def test_csv_says_the_same_as_parquet() -> None:
    in_csv, in_parquet = of_csv(made("csv")), of_parquet(made("parquet"))
    for name, rows in in_parquet.items():
        texts = [
            {key: csv_cell(str(cell) if hasattr(cell, "isoformat") else cell) for key, cell in row.items()}
            for row in rows
        ]
        assert in_csv[name] == texts, name


def test_hidden_numbers_are_empty_and_never_zero() -> None:
    rows = [row for row in of_csv(made("csv"))["factors"] if row["school_id"] == str(TWO)]
    assert len(rows) == 10
    for row in rows:
        shown = {name: cell for name, cell in row.items() if cell and not name.endswith("_suppressed")}
        assert set(shown) <= {
            *("administration", "profile", "school_id", "school_name", "domain"),
            *("factor", "title", "group", "eligible_estimated"),
        }
        reasons = {row[name] for name in row if name.endswith("_suppressed")}
        assert reasons == {"not_enough_responses"}


def test_what_an_older_profile_did_not_have_is_said_to_be_missing() -> None:
    document = orjson.loads(OLD)
    missing = [f for d in document["domains"] for f in d["factors"] if "shrunken_mean" not in f]
    assert missing, "the oracle is a profile of version 1.0"
    rows = [row for row in of_parquet(made("parquet"))["factors"] if row["profile"] == document["id"]]
    assert {(row["shrunken_mean"], row["shrunken_mean_suppressed"]) for row in rows} == {(None, NOT_THEN)}


@pytest.mark.parametrize(
    "hostile",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\uff1d1", '=cmd|"x"!A0'],
)
def test_no_text_of_a_csv_begins_as_a_formula(hostile: str) -> None:
    assert neutral(hostile) == f"'{hostile}"
    assert csv_cell(hostile) == f"'{hostile}"


def test_numbers_stay_numbers() -> None:
    cells = [-0.4, 0, 12, 4.0, True, None, "plain", "060000100001"]
    assert [csv_cell(one) for one in cells] == ["-0.4", "0", "12", "4.0", "true", "", "plain", "060000100001"]


def test_no_cell_of_any_csv_and_no_sheet_holds_a_formula() -> None:
    archive = made("csv")
    for name in archive.namelist():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))):
                for cell in row:
                    numeric = cell.lstrip("-").replace(".", "", 1).isdigit()
                    assert numeric or not cell.lstrip().startswith(("=", "+", "-", "@")), (name, cell)
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx").read("throughline.xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["schools"]["D2"].value == '=cmd|" /C calc"!A0', "as it is, and as text"


def test_the_codebook_describes_every_column_there_is() -> None:
    for format_ in ("csv", "xlsx", "parquet"):
        archive = made(format_)
        rows = list(csv.DictReader(io.StringIO(archive.read("codebook.csv").decode("utf-8-sig"))))
        described = [(row["table"], row["column"]) for row in rows]
        assert described == [(table.name, column.name) for table in TABLES for column in table.columns]
        assert all(row["meaning"] and row["type"] for row in rows)
        header = archive.read("factors.csv").decode("utf-8-sig").splitlines()[0] if format_ == "csv" else None
        if header is not None:
            assert header.split(",") == [column for table, column in described if table == "factors"]
    numbers = [row for row in rows if row["type"] == "number"]
    unitless = {row["column"] for row in numbers if not row["unit"]}
    assert unitless <= {"agreement_rwg_j", "reliability_alpha", "reliability_omega"} | {
        column for column in unitless if "icc" in column
    }


def test_the_manifest_speaks_for_every_file() -> None:
    for format_ in get_args(Format):
        archive = made(format_)
        manifest = json.loads(archive.read(MANIFEST))
        assert [*(one["name"] for one in manifest["files"]), MANIFEST] == archive.namelist()
        assert manifest["standings"] == {"profile": 2, "suppressed": 1}
        assert len(manifest["made_from"]) == 4


def test_the_same_content_gives_the_same_bytes_in_any_format() -> None:
    for format_ in get_args(Format):
        one, other = made(format_), made(format_)
        assert one.fp and other.fp  # noqa: PT018 - both are open
        one.fp.seek(0)
        other.fp.seek(0)
        assert one.fp.read() == other.fp.read(), format_
        assert {info.date_time for info in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_titles_come_in_the_language_that_was_asked_for() -> None:
    titles = {
        language: {row["title"] for row in of_csv(made("csv", language=language))["domains"]}
        for language in ("en", "es")
    }
    example = json.loads((EXAMPLES / "profile.json").read_text())
    for language, found in titles.items():
        assert {domain["title"][language] for domain in example["domains"]} <= found


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    (table,) = (one for one in TABLES if one.name == "notes")
    writer = SheetWriter(tmp_path, [table], sheet_rows=2)
    for n in range(5):
        writer.add(table, [str(n)] * len(table.columns))
    (path,) = writer.close()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["notes", "notes_2", "notes_3"]
    cells = [row[0] for name in book.sheetnames for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert cells == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("format_", ["csv", "ndjson"])
def test_no_more_than_one_document_is_kept_in_memory(format_: Format, tmp_path: Path) -> None:
    """Kept bytes alone would be 60 KB a profile; the manifest's line of each is a few hundred."""
    order = Order(format=format_, language="en", administrations=[str(ONE)], of_some_schools=False)
    peaks = []
    for n in (10, 70):
        folder = tmp_path / str(n)
        folder.mkdir()
        tracemalloc.start()
        make(order, (("profile", DOCUMENTS[0] + b" " * (at % 2)) for at in range(n)), folder=folder)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 60 * 10_000
