"""The thief at work on Throughline: copies while the survey is open, and everything that is left after it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from tests.privacy.linkage import dumps, pages, wal
from tests.privacy.linkage.copies import Copies, Positions, add_block, parse_block
from tests.privacy.linkage.system import System

_TABLES = ("access_codes", "sealed_responses", "answers")
_LATER_NIGHT = 1e9  # more than a dump has rows
_TUPLES_A_PAGE = 65_536
_SYSTEM_COLUMNS = {
    "codes": "SELECT code_hash AS name, ctid::text, xmin::text FROM access_codes"
    " WHERE blinded_hash IS NOT NULL",
    "passes": "SELECT pass_hash AS name, ctid::text, xmin::text FROM sealed_responses",
}


@dataclass
class Thief:
    """Keeps every copy he can get of one system.

    Attributes:
        backups: dumps taken while the survey was open, in order.
    """

    system: System
    directory: Path
    copies: Copies = field(default_factory=Copies)
    backups: list[Path] = field(default_factory=list)

    async def begin(self) -> None:
        """Have the write-ahead log kept from here on."""
        connection = await self.system.connect()
        await wal.keep_log(connection)
        await connection.close()

    async def back_up(self) -> None:
        """While the survey is open: a dump, and what a raw copy shows of every row besides."""
        file = self.directory / f"night-{len(self.backups)}.sql"
        night = len(self.backups) * _LATER_NIGHT
        self.backups.append(dumps.dump(self.system.postgres, self.system.stack.database_url, to=file))
        codes, passes = (
            self.copies.codes.setdefault("order", {}),
            self.copies.passes.setdefault("order", {}),
        )
        for at, (table, row) in enumerate(dumps.rows(file)):
            if table == "access_codes" and row["blinded_hash"] != "\\N":
                codes.setdefault(dumps.bytes_of(row["code_hash"]), night + at)
            elif table == "sealed_responses":
                passes.setdefault(dumps.bytes_of(row["pass_hash"]), night + at)
        connection = await self.system.connect()
        self.copies.codes |= await _system_columns(connection, _SYSTEM_COLUMNS["codes"])
        self.copies.passes |= await _system_columns(connection, _SYSTEM_COLUMNS["passes"])
        await connection.close()

    @property
    def last_dump(self) -> Path:
        """Taken after the release."""
        return self.directory / "after.sql"

    async def take_the_rest(self) -> Copies:
        """After the release: a dump, the rows once more, the log, the files."""
        dumps.dump(self.system.postgres, self.system.stack.database_url, to=self.last_dump)
        self._read_last_dump(self.last_dump)
        connection = await self.system.connect()
        rows = await connection.fetch("SELECT participation_id, factor, block::text FROM answers")
        self.copies.blocks["columns"] = {}
        for row in rows:
            add_block(self.copies.blocks["columns"], {name: str(value) for name, value in row.items()})
        self._read_log(await wal.read_log(connection, *_TABLES))
        await wal.forget_log(connection)
        await self._search_pages(connection)
        await connection.close()
        return self.copies

    def _read_last_dump(self, file: Path) -> None:
        blocks, spent = self.copies.blocks.setdefault("order", {}), self.copies.passes.setdefault("hash", {})
        for at, (table, row) in enumerate(dumps.rows(file)):
            if table == "answers":
                add_block(blocks, row)
            elif table == "spent_passes":
                spent[dumps.bytes_of(row["pass_hash"])] = at

    def _read_log(self, changes: Iterable[wal.Change]) -> None:
        codes, passes = self.copies.codes.setdefault("wal", {}), self.copies.passes.setdefault("wal", {})
        blocks = self.copies.blocks.setdefault("wal", {})
        for change in changes:
            match change.table, change.kind:
                case "access_codes", "UPDATE":
                    codes.setdefault(dumps.bytes_of(change.values["code_hash"]), change.lsn)
                case "sealed_responses", "INSERT":
                    passes.setdefault(dumps.bytes_of(change.values["pass_hash"]), change.lsn)
                case "answers", "INSERT" | "UPDATE":
                    factors = blocks.setdefault(change.values["participation_id"], {})
                    factors.setdefault(change.values["factor"], parse_block(change.values["block"]))

    async def _search_pages(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        """Deleted codes in the free space of any page of this database."""
        await connection.execute("CHECKPOINT")
        codes = self.copies.codes.setdefault("pages", {})
        relations = await connection.fetch(
            "SELECT relname, pg_relation_filepath(oid) AS path FROM pg_class WHERE relfilenode <> 0"
            " ORDER BY relname = 'access_codes' DESC"  # in a table the place tells the order, in an index not
        )
        for relation in relations:
            for file in pages.files_of(self.system.postgres.data_dir, [relation["path"]]):
                data = file.read_bytes()
                found = pages.search(data, list(self.copies.codes["wal"]))
                if found:
                    self.copies.left_in_pages[relation["relname"]] = len(found)
                for name, at in found.items():
                    codes.setdefault(name, at)


async def _system_columns(
    connection: "asyncpg.Connection[asyncpg.Record]", statement: str
) -> dict[str, Positions]:
    """`ctid` and `xmin` of rows: where a row lies and which transaction wrote it."""
    found: dict[str, Positions] = {"ctid": {}, "xmin": {}}
    for row in await connection.fetch(statement):
        page, number = row["ctid"].strip("()").split(",")
        found["ctid"][row["name"]] = int(page) * _TUPLES_A_PAGE + int(number)
        found["xmin"][row["name"]] = int(row["xmin"])
    return found
