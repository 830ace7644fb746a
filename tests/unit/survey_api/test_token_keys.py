"""When a key that signs access tokens is published, signs and goes; and the files that hold them."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from survey_api.access import rotate, token_keys
from survey_api.access.token_keys import TokenKeys, tend
from survey_api.access.token_schedule import (
    KEPT_AFTER,
    PUBLISHED_AHEAD,
    ROTATE_EVERY,
    TOKEN_LIFETIME,
    is_due,
    retired,
    signing,
)

START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def key_dir(tmp_path: Path) -> Path:
    """ISSUER_KEY_DIR, not made yet."""
    return tmp_path / "issuer"


def test_the_first_key_signs_at_once_and_the_next_only_when_everybody_can_know_it() -> None:
    second = START + ROTATE_EVERY

    assert signing([START], now=START) == 0
    assert signing([START, second], now=second + PUBLISHED_AHEAD - SECOND) == 0
    assert signing([START, second], now=second + PUBLISHED_AHEAD) == 1


def test_a_key_stays_until_the_last_token_it_signed_is_over() -> None:
    made = [START, START + ROTATE_EVERY]
    last_signature = made[1] + PUBLISHED_AHEAD

    assert retired(made, now=last_signature + TOKEN_LIFETIME) == []
    assert retired(made, now=last_signature + KEPT_AFTER) == [0]
    assert retired([], now=START) == []


def test_a_key_is_due_every_thirty_days() -> None:
    assert is_due([], now=START)
    assert not is_due([START], now=START + ROTATE_EVERY - SECOND)
    assert is_due([START], now=START + ROTATE_EVERY)


def around_a_rotation(step: timedelta) -> list[datetime]:
    """The start, and then every `step` from before a new key is due until the one before must be gone."""
    turn = START + ROTATE_EVERY
    steps = int((PUBLISHED_AHEAD + KEPT_AFTER + TOKEN_LIFETIME) / step) + 2
    return [START, *(turn + n * step for n in range(-3, steps))]


@pytest.mark.parametrize(
    "moments",
    [
        around_a_rotation(timedelta(minutes=1)),
        around_a_rotation(timedelta(minutes=7)),
        [START + n * timedelta(days=31) for n in range(6)],
    ],
    ids=["each minute", "each seventh", "once a month"],
)
def test_over_time_every_token_is_accepted_as_long_as_it_lives(
    key_dir: Path, moments: list[datetime]
) -> None:
    """Asked at any pace, the key of each token stays published until the token has expired."""
    alive: dict[str, datetime] = {}
    for now in moments:
        keys = tend(key_dir, now=now)
        published = {key.id for key in keys}
        assert {key_id for key_id, end in alive.items() if end > now} <= published
        signer = keys[signing([key.made for key in keys], now=now)]
        alive[signer.id] = now + TOKEN_LIFETIME
        assert 1 <= len(published) <= 2

    assert len(alive) > 1, "the key changed"


def test_a_key_is_private_kept_and_really_gone_in_the_end(key_dir: Path) -> None:
    (first,) = tend(key_dir, now=START)
    (file,) = (key_dir / "tokens").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(one.stat().st_mode) for one in (key_dir, key_dir / "tokens")] == [0o700, 0o700]
    assert [one.id for one in tend(key_dir, now=START + SECOND)] == [first.id], "kept over a restart"
    assert len(tend(key_dir, now=START + ROTATE_EVERY)) == 2
    (left,) = tend(key_dir, now=START + ROTATE_EVERY + PUBLISHED_AHEAD + KEPT_AFTER)
    assert left.id != first.id
    assert not file.exists()


def test_a_directory_that_others_may_read_is_refused(key_dir: Path) -> None:
    key_dir.mkdir(mode=0o755)

    with pytest.raises(PermissionError):
        tend(key_dir, now=START)


def test_processes_that_start_at_once_agree_on_one_key(key_dir: Path) -> None:
    async def start_together() -> set[str]:
        return {key.id for key in await asyncio.gather(*(TokenKeys(key_dir).signing() for _ in range(4)))}

    assert len(asyncio.run(start_together())) == 1
    assert token_keys.make(key_dir, now=START) == token_keys.make(key_dir, now=START + 59 * SECOND)


async def test_a_key_another_process_made_meanwhile_is_found(
    key_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = TokenKeys(key_dir)
    await keys.signing()
    token_keys.make(key_dir, now=datetime.now(UTC) + timedelta(minutes=2))
    made = max((key_dir / "tokens").iterdir())
    other = ECKey.import_key(made.read_bytes()).thumbprint()

    assert await keys.find(other) is None, "looked a moment ago: anybody may name a key that never was"
    monkeypatch.setattr(token_keys, "_LOOK_AGAIN_S", 0.0)
    found = await keys.find(other)

    assert found is not None
    assert "d" not in found.public()
    assert (await keys.find("nobody's")) is None


def test_the_command_lets_a_new_key_take_over_or_ends_all_others(
    key_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = tend(key_dir, now=datetime.now(UTC) - timedelta(days=1))
    (key_dir / "tokens" / ".draft.left-by-a-crash").write_bytes(b"a key")
    monkeypatch.setenv("ISSUER_KEY_DIR", str(key_dir))

    assert rotate.main([]) == 0
    assert next(one.id for one in tend(key_dir, now=datetime.now(UTC))) == old.id
    assert rotate.main(["--revoke"]) == 0
    (new,) = tend(key_dir, now=datetime.now(UTC))

    assert new.id != old.id
    assert len(list((key_dir / "tokens").iterdir())) == 1
    assert "destroyed 2" in capsys.readouterr().out


def test_the_command_says_what_is_missing(
    key_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ISSUER_KEY_DIR", raising=False)
    assert rotate.main([]) == 1
    key_dir.mkdir(mode=0o755)
    assert rotate.main(["--key-dir", str(key_dir)]) == 1

    said = capsys.readouterr().err
    assert "ISSUER_KEY_DIR" in said
    assert "private" in said
