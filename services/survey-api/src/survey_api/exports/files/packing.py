"""From published documents to the files of an export, in one pass and in bounded memory."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Protocol

import orjson

from survey_api.exports.files import codebook
from survey_api.exports.files.archive import Made, describe, pack
from survey_api.exports.files.columns import Column
from survey_api.exports.files.edfi import EdFiFiles
from survey_api.exports.files.manifest import MANIFEST, DocumentKind, Order, Sources, manifest_of
from survey_api.exports.files.tables import TABLES, Table
from survey_api.exports.files.texts import words_in
from survey_api.exports.files.writers import CsvWriter, ParquetWriter, SheetWriter, Writer
from survey_core.contracts.district import summary_schema
from survey_core.contracts.profile import profile_schema

ZIP_TYPE: Final = "application/zip"
JSON_TYPE: Final = "application/json"
_PRETTY: Final = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
#: The codebook as a table of a spreadsheet.
_CODEBOOK: Final = Table(
    name="codebook",
    about="What every column means.",
    of="summary",
    keys=tuple(Column(name=name, kind="text", meaning="") for name in codebook.HEADER),
    fields=(),
    find=lambda _document, _words: iter(()),
)


class Content(Protocol):
    """What turns documents into the files of one format."""

    @property
    def remarks(self) -> dict[str, Any]:
        """Lines for the manifest, besides what every format has."""

    def take(self, kind: DocumentKind, raw: bytes, document: dict[str, Any]) -> None:
        """Take a document, in order: instruments, then profiles, then summaries."""

    def finish(self) -> tuple[list[Path], dict[str, int]]:
        """The files in order, and how many rows each table of them has."""


class TableContent:
    """Documents as rows of tables, with their codebook."""

    def __init__(self, folder: Path, writer: Writer, *, language: str) -> None:
        self._folder = folder
        self._writer = writer
        self._words = words_in(language)
        self._rows = {table.name: 0 for table in TABLES}

    @property
    def remarks(self) -> dict[str, Any]:
        """None."""
        return {}

    def take(self, kind: DocumentKind, raw: bytes, document: dict[str, Any]) -> None:  # noqa: ARG002 - of the protocol
        """Add a document's rows to its tables."""
        for table in TABLES:
            if table.of == kind:
                for row in table.rows(document, self._words):
                    self._writer.add(table, row)
                    self._rows[table.name] += 1

    def finish(self) -> tuple[list[Path], dict[str, int]]:
        """The tables, then the codebook."""
        if isinstance(self._writer, SheetWriter):
            for row in codebook.cells(TABLES):
                self._writer.add(_CODEBOOK, row)
        paths = self._writer.close()
        in_csv, in_markdown = self._folder / "codebook.csv", self._folder / "codebook.md"
        in_csv.write_bytes(codebook.as_csv(TABLES))
        in_markdown.write_bytes(codebook.as_markdown(TABLES))
        return [*paths, in_csv, in_markdown], dict(self._rows)


class DocumentContent:
    """Documents as they were published, one a line, with their schemas."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = {"profile": folder / "profiles.ndjson", "summary": folder / "summaries.ndjson"}
        self._files = {kind: path.open("wb") for kind, path in self._paths.items()}
        self._rows = dict.fromkeys(self._paths, 0)

    @property
    def remarks(self) -> dict[str, Any]:
        """None."""
        return {}

    def take(self, kind: DocumentKind, raw: bytes, document: dict[str, Any]) -> None:  # noqa: ARG002 - of the protocol
        """Write a published document's own bytes."""
        if kind in self._files:
            self._files[kind].write(raw + b"\n")
            self._rows[kind] += 1

    def finish(self) -> tuple[list[Path], dict[str, int]]:
        """The documents, then what each field means."""
        for opened in self._files.values():
            opened.close()
        schemas = {"profile.schema.json": profile_schema(), "summary.schema.json": summary_schema()}
        for name, schema in schemas.items():
            (self._folder / name).write_bytes(orjson.dumps(schema, option=_PRETTY))
        rows = {self._paths[kind].stem: n for kind, n in self._rows.items()}
        return [*self._paths.values(), *(self._folder / name for name in schemas)], rows


def make(order: Order, documents: Iterable[tuple[DocumentKind, bytes]], *, folder: Path) -> list[Made]:
    """Make an export's files.

    Args:
        order: what is to be made.
        documents: the stored bytes, in the order of `Content.take`.
        folder: empty; the files stay in it.

    Returns:
        The zip and its manifest, which is also inside; the same bytes whenever the content is the same.
    """
    content, sources = content_of(order, folder), Sources()
    for kind, raw in documents:
        document = orjson.loads(raw)
        if kind != "instrument":
            sources.note(kind, raw, document)
        content.take(kind, raw, document)
    paths, rows = content.finish()
    manifest = folder / MANIFEST
    manifest.write_bytes(
        orjson.dumps(manifest_of(order, sources, paths=paths, rows=rows) | content.remarks, option=_PRETTY)
    )
    copy = manifest.read_bytes()
    target = folder / f"throughline-{order.format}.zip"
    pack(target, [*paths, manifest])
    manifest.write_bytes(copy)
    return [describe(target, media_type=ZIP_TYPE), describe(manifest, media_type=JSON_TYPE)]


def content_of(order: Order, folder: Path) -> Content:
    """What makes the format of an order."""
    if order.format == "ndjson":
        return DocumentContent(folder)
    if order.format in {"edfi-xml", "edfi-jsonl"}:
        return EdFiFiles(folder, as_xml=order.format == "edfi-xml", language=order.language)
    writer: Writer
    if order.format == "csv":
        writer = CsvWriter(folder, TABLES)
    elif order.format == "parquet":
        writer = ParquetWriter(folder, TABLES)
    else:
        writer = SheetWriter(folder, [_CODEBOOK, *TABLES])
    return TableContent(folder, writer, language=order.language)
