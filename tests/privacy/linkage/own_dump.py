"""For one's own database: does a dump hold anything by which answers could be put to people?"""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.privacy.linkage import dumps
from tests.privacy.linkage.copies import parse_block

_RELEASED = frozenset({"released", "shredded", "published"})
_GONE_AFTER_RELEASE = frozenset({"access_codes", "sealed_responses", "open_passes", "interim_responses"})


@dataclass
class Findings:
    """What a dump shows.

    Attributes:
        released: participations whose answers are stored.
        blocks: of how many factors.
        faults: what should not be there, in words.
    """

    released: set[str] = field(default_factory=set)
    blocks: int = 0
    faults: list[str] = field(default_factory=list)


def examine(file: Path) -> Findings:
    """Read a plain `pg_dump` of a Throughline database; schema and data, or data only.

    Args:
        file: written by `pg_dump --file`.

    Returns:
        What was found. No faults: codes and ciphertexts of released surveys are gone, every factor's lines
        are sorted on their own, and the hashes of passes are sorted too, so their order tells nothing.
    """
    found, kept, passes = Findings(), [], dict[str, list[str]]()
    for table, row in dumps.rows(file):
        participation = row.get("participation_id", "")
        if table == "participations" and row["state"] in _RELEASED:
            found.released.add(row["id"])
        elif table == "answers":
            found.blocks += 1
            if parse_block(row["block"]) != sorted(parse_block(row["block"]), key=lambda line: line or ()):
                found.faults.append(f"participation {participation}: {row['factor']} is not sorted")
        elif table == "spent_passes":
            passes.setdefault(participation, []).append(row["pass_hash"])
        elif table in _GONE_AFTER_RELEASE:
            kept.append((participation, table))
    found.faults += [
        f"participation {participation}: rows left in {table}"
        for participation, table in sorted(set(kept))
        if participation in found.released
    ]
    found.faults += [
        f"participation {participation}: passes are not sorted"
        for participation, hashes in passes.items()
        if any(first > second for first, second in pairwise(hashes))
    ]
    return found
