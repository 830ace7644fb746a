"""Making one export: documents to the packer, its files into the database, a batch at a time.

The packer is a process of its own with low priority, so that a large export never delays a respondent, and
with neither a database nor a secret.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

import orjson
from asyncpg import Connection, Record

from survey_api.db import Database, Reach
from survey_api.exports import making_queries, queries
from survey_api.exports.files.packer import END
from survey_api.exports.making_queries import Job

#: A profile is some 60 KB: so much of them is in memory at a time.
PROFILES_AT_ONCE: Final = 20
PIECE_BYTES: Final = 2**19
END_S: Final = 5.0
_PACKER: Final = (sys.executable, "-P", "-m", "survey_api.exports.files.packer")
#: Of this process's environment the packer gets where temporary files go, and nothing else.
_ITS_ENVIRONMENT: Final = ("TMPDIR", "TEMP", "TMP")


class Deleted(Exception):
    """The export was deleted while it was made."""


class PackerFailed(Exception):
    """The packer ended without its files."""


async def make(connection: "Connection[Record]", database: Database, job: Job, *, kept: timedelta) -> None:
    """Make an export and say so.

    Args:
        connection: that holds the lock; everything is written over it.
        database: where documents are read, as whoever asked would see them.
        job: the export.
        kept: how long its files can be fetched.

    Raises:
        Deleted: nobody wants it any more.
        PackerFailed: it could not be made.
    """
    async with _packer() as packer:
        try:
            await _send(packer, connection, database, job)
            line = await _of(packer.stdout).readline()
        except (BrokenPipeError, ConnectionResetError):
            line = b""
        if not line:
            raise PackerFailed(f"the packer ended with {await packer.wait()}")
        async with connection.transaction():
            for described in orjson.loads(line):
                await _store(packer, connection, job, described)
            if not await making_queries.finish(connection, job, kept=kept):
                raise Deleted
            await making_queries.announce(connection, job)


@asynccontextmanager
async def _packer() -> AsyncIterator[Process]:
    environment = {name: os.environ[name] for name in _ITS_ENVIRONMENT if name in os.environ}
    starting = asyncio.create_task(
        asyncio.create_subprocess_exec(*_PACKER, stdin=PIPE, stdout=PIPE, env=environment)
    )
    try:
        await asyncio.wait({starting})
        yield starting.result()
    finally:
        await _see_through(asyncio.create_task(_end(starting)))


async def _see_through(task: "asyncio.Task[None]") -> None:
    """Wait for the end of a task even when cancelled: no process may be left behind.

    Whoever cancels does so until its own task has ended (`background.end`), so nothing is missed.
    """
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({task})
    task.result()


async def _end(starting: "asyncio.Task[Process]") -> None:
    packer = await starting
    if packer.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            packer.terminate()  # and it removes its folder
    try:
        await asyncio.wait_for(_read_off(packer), END_S)
    except TimeoutError:
        packer.kill()
        await _read_off(packer)


async def _read_off(packer: Process) -> None:
    """Wait for the end of a packer with its pipes read to theirs: else they would stay open."""
    _of(packer.stdin).close()
    while await _of(packer.stdout).read(PIECE_BYTES):
        pass
    await packer.wait()


async def _send(packer: Process, connection: "Connection[Record]", database: Database, job: Job) -> None:
    reach = Reach(
        district=job.district_id, schools=None if job.school_ids is None else frozenset(job.school_ids)
    )
    ids, target = sorted(job.administration_ids), _of(packer.stdin)
    order = {
        "format": job.format,
        "language": job.language,
        "administrations": [str(one) for one in ids],
        "of_some_schools": job.school_ids is not None,
    }
    target.write(orjson.dumps(order) + b"\n")
    async with database.within(reach) as session:
        instruments = await queries.select_instruments(session, administration_ids=ids)
        revisions = await queries.select_revisions(session, administration_ids=ids)
        summaries = await queries.select_summaries(session, administration_ids=ids)
    await _write(target, "instrument", [orjson.dumps(one) for one in instruments])
    done, waiting = 0, iter(revisions)
    while batch := list(islice(waiting, PROFILES_AT_ONCE)):
        await _write(target, "profile", await _documents(database, reach, batch))
        done += len(batch)
        if not await making_queries.count(connection, job, done=done, total=len(revisions)):
            raise Deleted
    await _write(target, "summary", summaries)
    target.write(END + b"\n")
    await target.drain()


async def _documents(
    database: Database, reach: Reach, revisions: Sequence[tuple[UUID, int]]
) -> Sequence[bytes]:
    async with database.within(reach) as session:
        documents = await queries.select_profiles(session, revisions=revisions)
    if len(documents) < len(revisions):
        raise Deleted
    return documents


async def _write(target: asyncio.StreamWriter, kind: str, documents: Sequence[bytes]) -> None:
    for document in documents:
        target.write(f"{kind} {len(document)}\n".encode())
        target.write(document)
        await target.drain()


async def _store(
    packer: Process, connection: "Connection[Record]", job: Job, described: dict[str, Any]
) -> None:
    """Take one file from the packer, piece by piece."""
    await making_queries.insert_file(connection, job, described)
    left, position, source = described["bytes"], 0, _of(packer.stdout)
    while left:
        try:
            data = await source.readexactly(min(PIECE_BYTES, left))
        except asyncio.IncompleteReadError:
            raise PackerFailed("the packer ended before its last byte") from None
        await making_queries.insert_piece(
            connection, job, name=described["name"], position=position, data=data
        )
        left, position = left - len(data), position + 1


def _of(stream: Any) -> Any:
    """A pipe of the packer; it has those that were asked for."""
    if stream is None:
        raise RuntimeError("the packer was started without pipes")
    return stream
