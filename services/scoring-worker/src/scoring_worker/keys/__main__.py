"""Second copies of keys: `python -m scoring_worker.keys copy | restore | destroyed | list`.

Run it on the worker's machine, with its settings and under its account. Only a copy on another medium, in a
safe, sealed, is a second copy; docs/operations.md has the procedure and says what it means for the claim.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.db import engine_for
from scoring_worker.keys import service
from scoring_worker.keys.paper import read_copies, write_copy
from scoring_worker.logs import WorkerError, configure_logging
from scoring_worker.release.hardening import forbid_memory_dumps
from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings, load
from survey_core.tables.roles import Role

_ON_PAPER = "\f"  # one sheet a participation


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when done, 1 with one clear message otherwise."""
    forbid_memory_dumps()
    options = _parser().parse_args(arguments)
    configure_logging("warning")
    try:
        said = asyncio.run(_run(options, load(ReleaseSettings)))
    except WorkerError as error:
        sys.stderr.write(f"keys: {error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"keys: {error.strerror}: {error.filename}\n")
        return 1
    sys.stdout.write(said)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring_worker.keys", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    copy = commands.add_parser("copy", help="make and record a second copy, before the release")
    copy.add_argument("of", type=UUID, metavar="PARTICIPATION|ADMINISTRATION")
    where = copy.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="FILE", help="a new file on another medium, mode 0600")
    where.add_argument("--print", action="store_true", help="to standard output: pipe it to a printer")
    restore = commands.add_parser("restore", help="put a lost key back from its copy, before the release")
    restore.add_argument("file", metavar="FILE", help="what `copy` wrote, or typed from paper; - reads input")
    destroyed = commands.add_parser("destroyed", help="record that copies were destroyed")
    destroyed.add_argument("participation", type=UUID, metavar="PARTICIPATION")
    destroyed.add_argument("--by", required=True, metavar="NAME", help="who destroyed them")
    destroyed.add_argument("--copy", type=int, metavar="N", help="this one only; otherwise all on record")
    commands.add_parser("list", help="name released surveys of which a copy may still exist")
    return parser


async def _run(options: argparse.Namespace, settings: ReleaseSettings) -> str:
    keys = KeyStore(opener_dir=settings.opener_key_dir, kek_dir=settings.kek_dir)
    engine = engine_for(Role.RELEASER, settings)
    try:
        if options.command == "copy":
            return await _copy(options, settings, engine=engine, keys=keys)
        if options.command == "restore":
            return await _restore(options.file, engine=engine, keys=keys)
        if options.command == "destroyed":
            noted = await service.note_destroyed(
                engine, participation_id=options.participation, by=options.by, number=options.copy
            )
            return f"recorded as destroyed: copy {', '.join(map(str, noted))} of {options.participation}\n"
        return f"{await service.remind(engine)} released surveys may have a copy of their key somewhere\n"
    finally:
        await engine.dispose()


async def _copy(
    options: argparse.Namespace, settings: ReleaseSettings, *, engine: AsyncEngine, keys: KeyStore
) -> str:
    if options.out is None:
        copies = await service.make_copies(engine, keys, of=options.of)
        return _ON_PAPER.join(write_copy(copy) for copy in copies)
    apart = [settings.opener_key_dir, settings.kek_dir, *([settings.data_dir] if settings.data_dir else [])]
    service.refuse_place(options.out, kept_apart_from=apart)
    # Opened first: where nothing can be written, no copy is on record.
    with os.fdopen(os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        try:
            copies = await service.make_copies(engine, keys, of=options.of)
        except WorkerError:
            options.out.unlink()
            raise
        file.write(_ON_PAPER.join(write_copy(copy) for copy in copies))
        file.flush()
        os.fsync(file.fileno())
    return f"{len(copies)} keys copied to {options.out}: seal it, and destroy it after the release\n"


async def _restore(file: str, *, engine: AsyncEngine, keys: KeyStore) -> str:
    text = await asyncio.to_thread(sys.stdin.read if file == "-" else Path(file).read_text)
    written = await service.restore(engine, keys, copies=read_copies(text))
    return "".join(f"restored: {one}\n" for one in written) or "every key was there; nothing was changed\n"


if __name__ == "__main__":
    sys.exit(main())
