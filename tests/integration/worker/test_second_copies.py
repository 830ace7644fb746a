"""Second copies of keys: on record before they leave, of use before the release, and of none after it."""

import asyncio
import os
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.keys import service
from scoring_worker.keys.paper import CopyUnreadable, KekCopy, read_copies, write_copy
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.release.preparing import destroy_unused, report_lost_keys
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.admin import administrations, participations
from tests.fixtures.waves import Wave, close, open_wave, state_of, submit


@pytest.fixture
async def wave(database: AsyncConnection, keys: KeyStore) -> Wave:
    made = await open_wave(database, keys)
    await submit(database, made, [made.answers() for _ in range(6)])
    return made


async def keys_command(
    settings: ReleaseSettings, *arguments: object, typed: str = ""
) -> tuple[int, str, str]:
    """Run the command as an operator does; (exit code, output, errors)."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scoring_worker.keys", *map(str, arguments)),
        env=os.environ | settings.environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(typed.encode())
    return process.returncode or 0, out.decode(), err.decode()


async def register(database: AsyncConnection) -> list[Any]:
    rows = await database.execute(text("SELECT * FROM key_copies ORDER BY participation_id, copy"))
    return [tuple(row)[1:] for row in rows]


async def released(database: AsyncConnection, wave: Wave, *, releaser: AsyncEngine, keys: KeyStore) -> str:
    await close(database, wave.administration_id)
    await release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")
    return await state_of(database, wave)


async def test_a_lost_key_comes_back_from_its_copy_and_the_survey_is_released(
    *,
    database: AsyncConnection,
    settings: ReleaseSettings,
    releaser: AsyncEngine,
    keys: KeyStore,
    wave: Wave,
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "stick" / "copy.txt"
    sheet.parent.mkdir()
    kek = keys.kek_path(wave.participation_id).read_bytes()

    made = await keys_command(settings, "copy", wave.participation_id, "--out", sheet)
    assert made[0] == 0, made
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert read_copies(sheet.read_text())[0].kek == kek
    assert await register(database) == [(1, date.today(), None, None)]  # noqa: DTZ011 - the server's day is ours
    assert kek.hex() not in "".join(made[1:])

    keys.kek_path(wave.participation_id).unlink()
    assert await report_lost_keys(releaser, keys=keys) == 1
    assert await released(database, wave, releaser=releaser, keys=keys) == "closed"
    restored = await keys_command(settings, "restore", sheet)
    assert (restored[0], str(wave.participation_id) in restored[1]) == (0, True), restored
    assert await report_lost_keys(releaser, keys=keys) == 0

    assert await released(database, wave, releaser=releaser, keys=keys) == "shredded"
    assert await service.remind(releaser) == 1
    late = await keys_command(settings, "restore", sheet)
    assert late[0] == 1
    assert "must not come back" in late[2]
    assert not keys.remains(wave.participation_id)

    noted = await keys_command(settings, "destroyed", wave.participation_id, "--by", "R. Ellis")
    assert noted[0] == 0, noted
    assert [row[3] for row in await register(database)] == ["R. Ellis"]
    assert await service.remind(releaser) == 0


async def test_what_is_typed_from_paper_is_enough(
    settings: ReleaseSettings, keys: KeyStore, wave: Wave
) -> None:
    _, printed, _ = await keys_command(settings, "copy", wave.administration_id, "--print")
    keys.kek_path(wave.participation_id).write_bytes(bytes(32))  # damaged, not lost

    lines = [
        line.lower().replace("-", " ").replace(" 0", " o") if line.startswith(("key", "seal")) else line
        for line in printed.splitlines()
    ]
    code, said, _ = await keys_command(settings, "restore", "-", typed="\n".join(lines))

    assert (code, str(wave.participation_id) in said) == (0, True)
    assert keys.matches(wave.participation_id, wave.sealing_public_key)
    assert (await keys_command(settings, "restore", "-", typed=printed))[1].startswith("every key was there")


async def test_a_copy_of_another_key_is_refused_and_nothing_is_written(
    releaser: AsyncEngine, keys: KeyStore, wave: Wave
) -> None:
    keys.kek_path(wave.participation_id).unlink()

    for kek in (bytes(32), os.urandom(32)):
        wrong = KekCopy(participation_id=wave.participation_id, number=1, kek=kek)
        with pytest.raises(service.CopyRefused, match="does not open"):
            await service.restore(releaser, keys, copies=[wrong])
    assert not keys.kek_path(wave.participation_id).exists()


async def test_no_copy_is_made_of_what_is_a_draft_released_or_unknown(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore, wave: Wave
) -> None:
    with pytest.raises(service.CopyRefused, match="no participation"):
        await service.make_copies(releaser, keys, of=uuid4())
    for of in (wave.participation_id, wave.administration_id):
        # A draft's school may still be joined with others, which takes its participation away.
        await database.execute(update(participations).values(state="draft"))
        with pytest.raises(service.CopyRefused, match="copy after /ready"):
            await service.make_copies(releaser, keys, of=of)
        await database.execute(update(participations).values(state="open"))
    assert await released(database, wave, releaser=releaser, keys=keys) == "shredded"
    with pytest.raises(service.CopyRefused, match="is destroyed"):
        await service.make_copies(releaser, keys, of=wave.participation_id)

    assert await register(database) == []


async def test_a_copy_never_lies_beside_what_it_opens(
    settings: ReleaseSettings, database: AsyncConnection, keys: KeyStore, wave: Wave, tmp_path: Path
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    for place in (keys.opener_dir / "copy.txt", keys.kek_dir / "copy.txt", there):
        code, _, said = await keys_command(settings, "copy", wave.participation_id, "--out", place)
        assert code == 1, place
        assert said.startswith("keys: ")

    assert there.read_text() == "mine"
    assert await register(database) == []


async def test_every_copy_counts_until_its_own_destruction_is_on_record(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore, wave: Wave
) -> None:
    of = wave.participation_id
    for _ in range(3):
        await service.make_copies(releaser, keys, of=of)
    await released(database, wave, releaser=releaser, keys=keys)

    with pytest.raises(service.CopyRefused, match="--by"):
        await service.note_destroyed(releaser, participation_id=of, by="  ")
    assert list(await service.note_destroyed(releaser, participation_id=of, by="A", number=2)) == [2]
    assert await service.remind(releaser) == 1
    assert list(await service.note_destroyed(releaser, participation_id=of, by="B")) == [1, 3]
    with pytest.raises(service.CopyRefused, match="on record"):
        await service.note_destroyed(releaser, participation_id=of, by="C")

    assert [row[3] for row in await register(database)] == ["B", "A", "B"]


async def test_keys_of_a_survey_that_cannot_open_any_more_are_destroyed(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore, wave: Wave
) -> None:
    await database.execute(update(participations).values(state="ready"))
    await database.execute(update(administrations).values(state="ready", grace_hours=24))
    assert await destroy_unused(releaser, keys=keys) == 0
    assert keys.remains(wave.participation_id)

    past = "opens_at = now() - interval '9 d', closes_at = now() - interval '2 d', closes_no_later_than ="
    await database.execute(text(f"UPDATE administrations SET {past} now() - interval '23 h'"))  # noqa: S608 - our own text
    assert await destroy_unused(releaser, keys=keys) == 0
    await database.execute(text(f"UPDATE administrations SET {past} now() - interval '25 h'"))  # noqa: S608 - the same

    assert await destroy_unused(releaser, keys=keys) == 1
    assert not keys.remains(wave.participation_id)
    assert await report_lost_keys(releaser, keys=keys) == 0
    assert await destroy_unused(releaser, keys=keys) == 0


@pytest.mark.parametrize("line", ["key 1", "key 2", "key 3", "key 4", "seal", "participation"])
def test_one_wrong_symbol_is_found_in_its_line(line: str) -> None:
    kek = bytes(range(32))
    whole = write_copy(KekCopy(participation_id=uuid4(), number=1, kek=kek))
    start = whole.index(f"{line}: ") + len(f"{line}: ")
    for symbol in {"0", "1", "7", "a"} - {whole[start].lower()}:
        wrong = whole[:start] + symbol + whole[start + 1 :]
        with pytest.raises(CopyUnreadable) as refusal:
            read_copies(wrong)
        assert (line if line.startswith("key") else "") in str(refusal.value)
        assert kek.hex() not in str(refusal.value)


@pytest.mark.parametrize("text_given", ["", "hello", "participation: x", "participation: 1\ncopy: 1\n"])
def test_what_is_no_copy_is_refused(text_given: str) -> None:
    with pytest.raises(CopyUnreadable):
        read_copies(text_given)


def test_a_copy_survives_the_way_over_paper() -> None:
    copies = [KekCopy(participation_id=uuid4(), number=n, kek=os.urandom(32)) for n in range(1, 40)]
    sheets = "\f".join("Ridge School\n" + write_copy(copy) + "keep in the safe\n" for copy in copies)

    read = read_copies(sheets)

    assert [(one.participation_id, one.number, one.kek) for one in read] == [
        (one.participation_id, one.number, one.kek) for one in copies
    ]
