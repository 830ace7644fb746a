"""Writes tests/golden/report_said.json: what page and PDF both say of some made-up schools.

    python -m tests.golden.make_report_said

The strings come from what the PDF is filled with. A test looks for each of them in the printed PDF, and one
of the frontend's looks for each in the page. Run this after a change that is meant to change what both say.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from survey_api.documents.report.assemble import report_data
from survey_core.wording import LANGUAGES
from tests.fixtures.printed_schools import instrument_document, schools

SAID = Path(__file__).parent / "report_said.json"
KINDS = ("example", "tiny", "preliminary", "suppressed")
#: Fields of the template's data that place things, or that only a printed page says.
_NOT_SAID = {"title", "paper", "languages", "part", "pointer", "replaced-note"}
#: Where a text is put together from several of the page's, the page's own parts are looked for one by one.
_JOINED = {"said", "chances"}


def said(kind: str, language: Any) -> list[str]:
    """Every text of the full report of a school, in its order."""
    data = report_data(schools()[kind], instrument_document(), part="full", paper="a4", language=language)
    return list(dict.fromkeys(_texts({name: part for name, part in data.items() if name not in _NOT_SAID})))


def _texts(node: Any, name: str = "") -> Iterator[str]:
    if isinstance(node, str):
        parts = node.replace(". ", ".\n").split("\n") if name in _JOINED else [node]
        yield from (part for part in parts if part)
    elif isinstance(node, dict):
        for key, inner in node.items():
            if key != "side":
                yield from _texts(inner, key)
    elif isinstance(node, list):
        for inner in node:
            yield from _texts(inner, name)


def document() -> dict[str, Any]:
    """The profiles, what is said of them, and as much of the instrument as the page needs to say the same."""
    return {
        "instrument": {"scales": instrument_document()["scales"]},
        "schools": [
            {
                "kind": kind,
                "profile": schools()[kind],
                "said": {language: said(kind, language) for language in LANGUAGES},
            }
            for kind in KINDS
        ],
    }


def main() -> None:
    """Write the texts."""
    SAID.write_bytes(orjson.dumps(document()) + b"\n")


if __name__ == "__main__":
    main()
