"""Looking for people in texts: logs, where none may be named, and dumps, where all of them are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from survey_core.encoding import b64url
from survey_core.passes.codes import format_code, parse_code
from tests.privacy.linkage.survey import Wave

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")


def share_named(files: Iterable[Path], waves: Sequence[Wave]) -> float:
    """The share of people of whom a file holds the code, or the hash of the code or of the pass."""
    names = {
        spelling: (wave.id, person)
        for wave in waves
        for person in range(len(wave.codes))
        for spelling in _spellings(wave, person)
    }
    found = {names[token] for file in files for token in _tokens(file) if token in names}
    return len(found) / sum(len(wave.codes) for wave in waves)


def _spellings(wave: Wave, person: int) -> Iterator[str]:
    code = parse_code(wave.opened.cards[person].code)
    yield code
    yield format_code(code)
    for name in (wave.codes[person], wave.passes[person]):
        yield name.hex()
        yield b64url(name)


def _tokens(file: Path) -> Iterator[str]:
    """Words long enough to name somebody; PostgreSQL writes an x before bytes."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            for token in _TOKEN.findall(line):
                yield token
                yield token.removeprefix("x")
