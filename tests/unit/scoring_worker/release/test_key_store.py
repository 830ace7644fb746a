from pathlib import Path
from uuid import uuid4

import pytest

from scoring_worker.release.errors import KeysMissing, KeysUnusable
from scoring_worker.release.key_store import KeyStore
from survey_core.sealing.hpke import open_sealed, public_point, seal

ID = uuid4()


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(opener_dir=tmp_path / "opener", kek_dir=tmp_path / "kek")


def test_missing_keys_are_named_without_a_path(store: KeyStore, tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match=str(ID)) as caught:
        store.scalar(ID)
    assert str(tmp_path) not in str(caught.value)


def test_a_foreign_kek_does_not_unwrap(store: KeyStore) -> None:
    store.prepare(ID)
    other = uuid4()
    store.prepare(other)
    store.kek_path(ID).write_bytes(store.kek_path(other).read_bytes())

    with pytest.raises(KeysUnusable):
        store.scalar(ID)
    assert not store.matches(ID, store.prepare(other))


def test_what_is_sealed_for_the_public_key_opens_with_the_stored_one(store: KeyStore) -> None:
    point = store.prepare(ID)

    sealed = seal(point, pin=b"p" * 32, pass_hash=b"h" * 32, plaintext=b"answers")

    opened = open_sealed(store.scalar(ID), pin=b"p" * 32, pass_hash=b"h" * 32, sealed=sealed)
    assert opened == b"answers"
    assert store.matches(ID, point)


def test_preparing_twice_reuses_the_files(store: KeyStore) -> None:
    assert store.prepare(ID) == store.prepare(ID)


def test_a_crash_between_the_two_files_is_made_good(store: KeyStore) -> None:
    store.prepare(ID)
    store.wrapped_path(ID).unlink()

    assert store.prepare(ID) == public_point(store.scalar(ID))


def test_the_scalar_lies_nowhere_in_the_clear(store: KeyStore) -> None:
    store.prepare(ID)
    scalar = store.scalar(ID)

    for path in (store.kek_path(ID), store.wrapped_path(ID)):
        assert scalar not in path.read_bytes()


def test_without_its_kek_the_wrapped_key_is_worthless(store: KeyStore) -> None:
    store.prepare(ID)
    store.destroy_kek(ID)

    assert store.remains(ID)
    with pytest.raises(KeysMissing):
        store.scalar(ID)

    store.destroy_wrapped(ID)
    store.destroy_wrapped(ID)
    assert not store.remains(ID)


def test_an_unfinished_file_counts_as_remaining(store: KeyStore) -> None:
    store.kek_dir.mkdir(parents=True)
    (store.kek_dir / f".{ID}.kek.00ff").write_bytes(b"secret")

    assert store.remains(ID)
