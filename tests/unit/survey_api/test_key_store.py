"""Issuer keys as files: private, whole or not there, and overwritten before they go."""

import asyncio
import os
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from survey_api.passes.key_store import IssuerKeyMissing, IssuerKeyStore

PARTICIPATION = UUID("8f4b9c3e-1d2a-4f5b-8c6d-7e8f9a0b1c2d")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "issuer"


@pytest.fixture
def store(directory: Path) -> IssuerKeyStore:
    return IssuerKeyStore(directory)


async def test_a_key_nobody_made_is_missing(store: IssuerKeyStore) -> None:
    with pytest.raises(IssuerKeyMissing):
        await store.load(uuid4())


async def test_a_directory_others_may_read_is_refused(directory: Path, store: IssuerKeyStore) -> None:
    directory.mkdir(mode=0o755)
    directory.chmod(0o755)

    with pytest.raises(PermissionError, match="chmod 700"):
        await store.create(PARTICIPATION)
    assert list(directory.iterdir()) == []


async def test_a_key_is_private_and_made_once(directory: Path, store: IssuerKeyStore) -> None:
    moduli = await asyncio.gather(*(IssuerKeyStore(directory).create(PARTICIPATION) for _ in range(3)))

    assert len(set(moduli)) == 1
    assert len(moduli[0]) == 384
    assert [path.name for path in directory.iterdir()] == [f"{PARTICIPATION}.pem"]
    assert directory.stat().st_mode & 0o777 == 0o700
    assert (directory / f"{PARTICIPATION}.pem").stat().st_mode & 0o777 == 0o600
    assert (await store.load(PARTICIPATION)).public_modulus() == moduli[0]


async def test_a_destroyed_key_is_overwritten_gone_and_forgotten(
    directory: Path, store: IssuerKeyStore
) -> None:
    await store.create(PARTICIPATION)
    await store.load(PARTICIPATION)
    path = directory / f"{PARTICIPATION}.pem"
    before = path.read_bytes()
    # Another name for the same bytes shows what became of them.
    witness = directory.parent / "witness"
    os.link(path, witness)

    await store.destroy(PARTICIPATION)
    await store.destroy(PARTICIPATION)

    assert list(directory.iterdir()) == []
    assert len(witness.read_bytes()) == len(before)
    assert not any(line in witness.read_bytes() for line in before.splitlines())
    assert store.remembered == frozenset()
    with pytest.raises(IssuerKeyMissing):
        await store.load(PARTICIPATION)


async def test_what_a_crash_left_half_made_is_destroyed_too(directory: Path, store: IssuerKeyStore) -> None:
    await store.create(PARTICIPATION)
    (directory / f".{PARTICIPATION}.0123456789abcdef").write_bytes(b"half a key")

    await store.destroy(PARTICIPATION)

    assert list(directory.iterdir()) == []


async def test_forgetting_reads_the_file_again(directory: Path, store: IssuerKeyStore) -> None:
    await store.create(PARTICIPATION)
    await store.load(PARTICIPATION)
    (directory / f"{PARTICIPATION}.pem").unlink()

    assert (await store.load(PARTICIPATION)).n > 0
    store.forget(PARTICIPATION)
    with pytest.raises(IssuerKeyMissing):
        await store.load(PARTICIPATION)
