"""Reading a plain `pg_dump`: rows lie in it as they lie in the table."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from infra.local.postgres import EmbeddedPostgres

_COPY = "COPY public."


def dump(postgres: EmbeddedPostgres, url: str, *, to: Path) -> Path:
    """Take a backup the way a night job does; returns the file."""
    subprocess.run(  # noqa: S603 - PostgreSQL's own program on our own database
        [str(postgres.bin("pg_dump")), "--dbname", url, "--file", str(to)],
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"]},
    )
    return to


def rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every row of a dump: (table, values by column), in the order of the file."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(_COPY):
                table, _, rest = line.removeprefix(_COPY).partition(" (")
                columns = [name.strip('"') for name in rest.partition(")")[0].split(", ")]
                for data in lines:
                    if data == "\\.\n":
                        break
                    yield table, dict(zip(columns, data.rstrip("\n").split("\t"), strict=True))


def bytes_of(value: str) -> bytes:
    r"""A bytea as dumps (`\\x00`) and psql (`\x00`) write it."""
    return bytes.fromhex(value.rpartition("x")[2])
