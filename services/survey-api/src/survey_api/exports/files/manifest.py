"""What an export was asked for and made from, and the manifest that says so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from survey_api.exports.files.archive import describe
from survey_api.exports.files.formats import Format

DocumentKind: TypeAlias = Literal["instrument", "profile", "summary"]
MANIFEST: Final = "manifest.json"


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


def manifest_of(
    order: Order, sources: Sources, *, paths: Sequence[Path], rows: dict[str, int]
) -> dict[str, Any]:
    """The manifest: the same whenever the content is the same."""
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
