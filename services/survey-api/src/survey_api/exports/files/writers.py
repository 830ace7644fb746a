"""Tables to files, row by row: nothing holds more than a few thousand rows of them."""

import csv
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from survey_api.exports.files.columns import Cell, Column
from survey_api.exports.files.tables import Table
from survey_api.exports.files.texts import neutral

ROWS_AT_ONCE: Final = 5_000
#: A sheet holds 1,048,576 rows; the rest of a table continues on the next one.
SHEET_ROWS: Final = 1_000_000
#: The same in every file, so that equal content gives equal bytes.
NO_DATE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants it naive


class Writer(Protocol):
    """Takes rows and leaves files."""

    @abstractmethod
    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Take a row of a table."""

    @abstractmethod
    def close(self) -> list[Path]:
        """Finish; returns the files, in order of their tables."""


class CsvWriter:
    """One CSV a table: UTF-8 with a byte order mark, for Excel; commas; CRLF (RFC 4180)."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self._stack = ExitStack()
        self._paths = [folder / f"{table.name}.csv" for table in tables]
        self._rows: dict[str, Any] = {}
        for table, path in zip(tables, self._paths, strict=True):
            opened = self._stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            self._rows[table.name] = csv.writer(opened)
            self._rows[table.name].writerow([column.name for column in table.columns])

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Take a row of a table."""
        self._rows[table.name].writerow([csv_cell(cell) for cell in row])

    def close(self) -> list[Path]:
        """Finish."""
        self._stack.close()
        return self._paths


def csv_cell(cell: Cell) -> str:
    """A cell as it is written: numbers as numbers, text so that it is never run."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return neutral(cell)
    return "" if cell is None else repr(cell)


class ParquetWriter:
    """One Parquet file a table, typed as the codebook says."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - of the extra `exports`
        from pyarrow import parquet  # noqa: PLC0415 - of the extra `exports`

        self._arrow = pa
        kinds = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64()}
        kinds |= {"truth": pa.bool_(), "day": pa.date32()}
        self._paths = [folder / f"{table.name}.parquet" for table in tables]
        self._waiting: dict[str, list[Sequence[Cell]]] = {table.name: [] for table in tables}
        self._days = {table.name: _days(table.columns) for table in tables}
        self._files: dict[str, Any] = {}
        for table, path in zip(tables, self._paths, strict=True):
            schema = pa.schema([(column.name, kinds[column.kind]) for column in table.columns])
            self._files[table.name] = parquet.ParquetWriter(path, schema, compression="zstd")

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Take a row of a table."""
        waiting = self._waiting[table.name]
        waiting.append(row)
        if len(waiting) >= ROWS_AT_ONCE:
            self._write(table.name)

    def _write(self, name: str) -> None:
        rows, self._waiting[name] = self._waiting[name], []
        if not rows:
            return
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        for place in self._days[name]:
            columns[place] = [day and date.fromisoformat(day) for day in columns[place]]
        schema = self._files[name].schema
        arrays = [self._arrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
        self._files[name].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))

    def close(self) -> list[Path]:
        """Finish."""
        for name, file in self._files.items():
            self._write(name)
            file.close()
        return self._paths


def _days(columns: Sequence[Column]) -> list[int]:
    return [place for place, column in enumerate(columns) if column.kind == "day"]


class SheetWriter:
    """One spreadsheet with a sheet a table; text is stored as text, so nothing in it is ever a formula."""

    def __init__(self, folder: Path, tables: Sequence[Table], *, sheet_rows: int = SHEET_ROWS) -> None:
        import xlsxwriter  # noqa: PLC0415 - of the extra `exports`

        self._path = folder / "throughline.xlsx"
        self._sheet_rows = sheet_rows
        self._book = xlsxwriter.Workbook(
            str(self._path), {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        )
        self._book.set_properties({"title": "Throughline export", "created": NO_DATE})
        self._bold = self._book.add_format({"bold": True})
        self._sheets: dict[str, Any] = {}
        self._next_row: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        for table in tables:
            self._begin(table)

    def _begin(self, table: Table) -> None:
        part = self._parts[table.name] = self._parts.get(table.name, 0) + 1
        sheet = self._book.add_worksheet(table.name if part == 1 else f"{table.name}_{part}")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.name, self._bold)
        self._sheets[table.name], self._next_row[table.name] = sheet, 1

    def add(self, table: Table, row: Sequence[Cell]) -> None:
        """Take a row of a table."""
        if self._next_row[table.name] > self._sheet_rows:
            self._begin(table)
        sheet, at = self._sheets[table.name], self._next_row[table.name]
        for place, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(at, place, cell)
            elif isinstance(cell, str):
                sheet.write_string(at, place, cell)
            elif cell is not None:
                sheet.write_number(at, place, cell)
        self._next_row[table.name] += 1

    def close(self) -> list[Path]:
        """Finish."""
        self._book.close()
        return [self._path]
