"""The positive control: the same people answer a survey tool of the usual kind, on the same PostgreSQL.

Codes and responses in two tables, random ids, no timestamps, separate transactions, nothing that joins them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import asyncpg

from survey_core.instruments import Instrument
from tests.privacy.linkage import dumps, pages, wal
from tests.privacy.linkage.copies import Positions
from tests.privacy.linkage.guessing import places
from tests.privacy.linkage.people import Line
from tests.privacy.linkage.survey import Wave
from tests.privacy.linkage.system import System
from tests.privacy.linkage.traces import Trace

DATABASE = "usual_way"
SIGNALS = ("order", "ctid", "xmin", "wal", "pages")
_TUPLES_A_PAGE = 65_536


@dataclass
class UsualWay:
    """One wave in such a tool.

    Attributes:
        number: of its tables.
        codes: hashes, by person.
        responses: ids, by person.
        truth: per factor, per person.
        code_places: per kind of trace.
        response_places: per kind of trace.
    """

    number: int
    codes: Sequence[bytes]
    truth: Sequence[Sequence[Line]]
    responses: list[bytes] = field(default_factory=list)
    code_places: dict[str, Positions] = field(default_factory=dict)
    response_places: dict[str, Positions] = field(default_factory=dict)

    async def run(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        """Everybody answers, one after another."""
        await connection.execute(
            f"""
            CREATE TABLE codes_{self.number}
                (code_hash bytea PRIMARY KEY, used boolean NOT NULL DEFAULT false);
            CREATE TABLE responses_{self.number} (id uuid PRIMARY KEY, answers smallint[] NOT NULL);
            """
        )
        insert = f"INSERT INTO codes_{self.number} (code_hash) VALUES ($1)"  # noqa: S608 - a number of ours
        await connection.executemany(insert, [(code,) for code in sorted(self.codes)])
        for person, code in enumerate(self.codes):
            response = uuid4()
            await connection.execute(
                f"UPDATE codes_{self.number} SET used = true WHERE code_hash = $1",  # noqa: S608 - as above
                code,
            )
            await connection.execute(
                f"INSERT INTO responses_{self.number} VALUES ($1, $2)",  # noqa: S608 - as above
                response,
                self._row(person),
            )
            self.responses.append(response.bytes)

    def _row(self, person: int) -> list[int]:
        """A column for every question; 0 where nothing was answered."""
        widths = [max(len(line or ()) for line in factor) for factor in self.truth]
        lines = (factor[person] or (0,) * width for factor, width in zip(self.truth, widths, strict=True))
        return [value for line in lines for value in line]

    async def look(self, connection: "asyncpg.Connection[asyncpg.Record]", data_dir: Path) -> None:
        """System columns and pages."""
        for table, name, found in (
            (f"codes_{self.number}", "code_hash", self.code_places),
            (f"responses_{self.number}", "uuid_send(id)", self.response_places),
        ):
            rows = await connection.fetch(
                f"SELECT {name} AS name, ctid::text, xmin::text FROM {table}"  # noqa: S608 - as above
            )
            for row in rows:
                page, number = row["ctid"].strip("()").split(",")
                found.setdefault("ctid", {})[row["name"]] = int(page) * _TUPLES_A_PAGE + int(number)
                found.setdefault("xmin", {})[row["name"]] = int(row["xmin"])
            path = await connection.fetchval("SELECT pg_relation_filepath($1)", table)
            names = [row["name"] for row in rows]
            found["pages"] = dict(pages.search((data_dir / path).read_bytes(), names))

    def trace(self) -> Trace:
        """What was found, in the shape of the attacks."""
        blocks = {}
        for signal in SIGNALS:
            order = sorted(
                range(len(self.responses)),
                key=lambda person: self.response_places[signal][self.responses[person]],
            )
            blocks[signal] = [[factor[person] for person in order] for factor in self.truth]
        codes = {
            signal: places([self.code_places[signal][code] for code in self.codes]) for signal in SIGNALS
        }
        in_log = places([self.response_places["wal"][one] for one in self.responses])
        return Trace(codes=codes, passes={"wal": in_log}, blocks=blocks, truth=self.truth)


async def usual_way(
    system: System, waves: Sequence[Wave], instrument: Instrument, *, file: Path
) -> list[Trace]:
    """Run the waves' people through the usual tool and steal its copies.

    Args:
        system: whose PostgreSQL is used, in a database of its own.
        waves: whose people answer.
        instrument: what they answer.
        file: where the dump goes.
    """
    system.postgres.sql(f'CREATE DATABASE "{DATABASE}"')
    connection = await system.connect(DATABASE)
    try:
        await connection.execute("SET synchronous_commit = off")  # speed only: nothing is ordered differently
        await wal.keep_log(connection)
        runs = [
            UsualWay(number=number, codes=_short(wave.codes), truth=wave.truth(instrument))
            for number, wave in enumerate(waves)
        ]
        for run in runs:
            await run.run(connection)
        await connection.execute("CHECKPOINT")  # the log and the pages reach the disk
        _read_dump(runs, dumps.dump(system.postgres, system.postgres.url_of(DATABASE), to=file))
        await _read_log(runs, connection)
        for run in runs:
            await run.look(connection, system.postgres.data_dir)
        await wal.forget_log(connection)
    finally:
        await connection.close()
        system.postgres.sql(f'DROP DATABASE "{DATABASE}" WITH (FORCE)')
    return [run.trace() for run in runs]


def _short(codes: Sequence[bytes]) -> list[bytes]:
    """Codes as such tools have them; a wave's table fits one page, which PostgreSQL never has to tidy up."""
    return [code[:16] for code in codes]


def _read_dump(runs: Sequence[UsualWay], file: Path) -> None:
    for at, (table, row) in enumerate(dumps.rows(file)):
        _note(runs, table, row, at, signal="order")


async def _read_log(runs: Sequence[UsualWay], connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    for change in await wal.read_log(connection, r"codes_\d+", r"responses_\d+"):
        if change.kind == ("UPDATE" if change.table.startswith("codes") else "INSERT"):
            _note(runs, change.table, change.values, change.lsn, signal="wal")


def _note(runs: Sequence[UsualWay], table: str, row: dict[str, str], at: int, *, signal: str) -> None:
    kind, _, number = table.partition("_")
    run = runs[int(number)]
    if kind == "codes":
        run.code_places.setdefault(signal, {})[dumps.bytes_of(row["code_hash"])] = at
    else:
        run.response_places.setdefault(signal, {})[bytes.fromhex(row["id"].replace("-", ""))] = at
