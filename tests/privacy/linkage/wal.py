"""The thief's reader of the write-ahead log: every change in the order in which it was written.

The attacked cluster runs with `wal_level = logical`, so its log says more than a production one does, and
`test_decoding` turns it into text. The slot keeps the log from the beginning, as an archive would.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import asyncpg

_SLOT = "thief"
_CHANGE = re.compile(r"table (?:public\.)?(\w+): (INSERT|UPDATE|DELETE): (.*)", re.DOTALL)
_VALUE = re.compile(r"""(\w+)\[[^\]]+(?:\[\])?\]:('(?:[^']|'')*'|\S+)""")
# What names a ciphertext comes before it, and the ciphertext itself is of no use to him.
_ENOUGH = "CASE WHEN data LIKE 'table public.sealed_responses:%' THEN 300 ELSE 1000000 END"


@dataclass(frozen=True)
class Change:
    """One row written.

    Attributes:
        lsn: where in the log, bytes from its beginning.
        transaction: its number.
        table: its name.
        kind: INSERT, UPDATE or DELETE.
        values: by column, as text.
    """

    lsn: int
    transaction: int
    table: str
    kind: str
    values: dict[str, str]


async def keep_log(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """From here on everything written in this database can be read back."""
    await connection.execute(
        "SELECT pg_create_logical_replication_slot(current_database() || $1, 'test_decoding')", f"_{_SLOT}"
    )


async def forget_log(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Let PostgreSQL recycle the log."""
    await connection.execute("SELECT pg_drop_replication_slot(current_database() || $1)", f"_{_SLOT}")


async def read_log(connection: "asyncpg.Connection[asyncpg.Record]", *tables: str) -> list[Change]:
    """The changes of these tables since the last call, in the order of the log."""
    rows = await connection.fetch(
        f"""
        SELECT lsn - '0/0'::pg_lsn AS lsn, xid::text AS transaction, left(data, {_ENOUGH}) AS data
        FROM pg_logical_slot_get_changes(current_database() || $1, NULL, NULL, 'skip-empty-xacts', '1')
        WHERE data ~ $2
        ORDER BY lsn
        """,  # noqa: S608 - a constant
        f"_{_SLOT}",
        rf"^table (public\.)?({'|'.join(tables)}):",
    )
    return list(_changes(rows))


def _changes(rows: "list[asyncpg.Record]") -> Iterator[Change]:
    for row in rows:
        if found := _CHANGE.match(row["data"]):
            table, kind, values = found.groups()
            yield Change(
                lsn=int(row["lsn"]),
                transaction=int(row["transaction"]),
                table=table,
                kind=kind,
                values={name: text.strip("'") for name, text in _VALUE.findall(values)},
            )
