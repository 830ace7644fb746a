"""Looking through data files byte by byte: what was deleted may still lie in a page's free space."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

PAGE = 8192
_PREFIX = 8  # bytes looked for at first


def search(data: bytes, needles: Sequence[bytes]) -> dict[bytes, int]:
    """Where each needle was written last; those that are nowhere are left out.

    Args:
        data: a table's file.
        needles: at least 8 bytes each.

    Returns:
        Numbers that grow with the order of writing: pages are added at the end of the file, and each fills
        from its own end towards its beginning.
    """
    by_prefix: dict[int, list[bytes]] = {}
    for needle in needles:
        by_prefix.setdefault(int.from_bytes(needle[:_PREFIX], "little"), []).append(needle)
    wanted = np.array(sorted(by_prefix), dtype=np.uint64)
    found: dict[bytes, int] = {}
    for shift in range(_PREFIX):
        count = (len(data) - shift) // _PREFIX
        words = np.frombuffer(data, dtype="<u8", count=count, offset=shift) if count > 0 else wanted[:0]
        for word in np.flatnonzero(np.isin(words, wanted)):
            at = int(word) * _PREFIX + shift
            for needle in by_prefix[int(words[word])]:
                if data.startswith(needle, at):
                    found[needle] = max(_written(at), found.get(needle, -1))
    return found


def files_of(data_dir: Path, relations: Iterable[str]) -> list[Path]:
    """The files of relations (`pg_relation_filepath`): all segments, maps included."""
    found = []
    for relation in relations:
        path = data_dir / relation
        found += sorted(file for file in path.parent.glob(f"{path.name}*") if _belongs(file, path))
    return found


def _belongs(file: Path, relation: Path) -> bool:
    rest = file.name.removeprefix(relation.name)
    return file.is_file() and (not rest or rest[0] in "._")


def _written(at: int) -> int:
    return at - at % PAGE + PAGE - at % PAGE
