"""From published documents to the files of an export, in one pass and in bounded memory."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol, TypeAlias

import orjson

from survey_api.exports.files import codebook
from survey_api.exports.files.archive import Made, describe, pack
from survey_api.exports.files.columns import Column
from survey_api.exports.files.edfi import EdFiFiles
from survey_api.exports.files.formats import Format
from survey_api.exports.files.tables import TABLES, Table
from survey_api.exports.files.texts import words_in
from survey_api.exports.files.writers import CsvWriter, ParquetWriter, SheetWriter, Writer
from survey_core.contracts.district import summary_schema
from survey_core.contracts.profile import profile_schema

DocumentKind: TypeAlias = Literal["instrument", "profile", "summary"]
MANIFEST: Final = "manifest.json"
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


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be made.

    Attributes:
        format: of the files.
        language: of titles and statements.
        administrations: their ids, in order.
        of_some_schools: made for a key that is bound to schools.
    """

    format: Format
    language: str
    administrations: Sequence[str]
    of_some_schools: bool


class Content(Protocol):
    """What turns documents into the files of one format."""

    @property
    def remarks(self) -> dict[str, Any]:
        """Lines for the manifest, besides what every format has."""

    def take(self, kind: DocumentKind, raw: bytes, document: dict[str, Any]) -> None:
        """Take a document, in order: instruments, then profiles, then summaries."""

    def finish(self) -> tuple[list[Path], dict[str, int]]:
        """The files in order, and how many rows each table of them has."""


@dataclass
class Sources:
    """What an export was made from; ids and digests only.

    Attributes:
        revisions: of each document.
        instruments: `(id, version, digest)`.
        scoring_versions: the rules that made the numbers.
        standings: how many profiles of each standing.
    """

    revisions: list[dict[str, Any]] = field(default_factory=list)
    instruments: set[tuple[str, str, str]] = field(default_factory=set)
    scoring_versions: set[str] = field(default_factory=set)
    standings: dict[str, int] = field(default_factory=dict)

    def note(self, kind: DocumentKind, raw: bytes, document: dict[str, Any]) -> None:
        """Remember where a document's numbers came from."""
        about = {"administration": document["administration"], "revision": document["revision"]}
        about |= (
            {"profile": document["id"]} if kind == "profile" else {"district": document["district"]["id"]}
        )
        self.revisions.append(about | {"sha256": hashlib.sha256(raw).hexdigest()})
        used = document["instrument"]
        self.instruments.add((used["id"], used["version"], used["digest"]))
        self.scoring_versions.add(document["scoring_version"])
        if kind == "profile":
            standing = document["participation"]["standing"]
            self.standings[standing] = self.standings.get(standing, 0) + 1


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
        orjson.dumps(_manifest(order, sources, paths, rows) | content.remarks, option=_PRETTY)
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


def _manifest(order: Order, sources: Sources, paths: Sequence[Path], rows: dict[str, int]) -> dict[str, Any]:
    files = []
    for path in paths:
        made = describe(path, media_type="")
        files.append({"name": made.name, "bytes": made.bytes, "sha256": made.sha256})
    return {
        "manifest_version": "1.0",
        "format": order.format,
        "language": order.language,
        "administrations": list(order.administrations),
        "of_some_schools": order.of_some_schools,
        "instruments": [
            {"id": id_, "version": version, "digest": digest}
            for id_, version, digest in sorted(sources.instruments)
        ],
        "scoring_versions": sorted(sources.scoring_versions),
        "standings": sources.standings,
        "files": files,
        "rows": rows,
        "made_from": sources.revisions,
    }
