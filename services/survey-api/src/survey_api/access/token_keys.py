"""The keys that sign access tokens: files beside the other keys of the API, shared by all its processes.

Losing them costs nothing but a new token for everybody, so they belong into no backup either.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from joserfc.jwk import ECKey

from survey_api.access import token_schedule
from survey_api.key_files import make_private, put, shred, sync_directory

#: In ISSUER_KEY_DIR.
_SUBDIRECTORY: Final = "tokens"
_SUFFIX: Final = ".pem"
_DRAFT: Final = ".draft."
# To the minute: processes that find a key missing at once make it under one name, and the first wins.
_NAME: Final = f"%Y%m%dT%H%MZ{_SUFFIX}"
#: How long a process trusts what it read; another may have made or destroyed a key meanwhile.
_REREAD_S: Final = 60.0
#: Least time between two looks for a key that was not there: anybody may name a key that never was.
_LOOK_AGAIN_S: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class TokenKey:
    """A key and when it was made."""

    made: datetime
    key: ECKey = field(repr=False)

    @property
    def id(self) -> str:
        """The `kid` of its tokens: the key's thumbprint (RFC 7638)."""
        return self.key.thumbprint()

    def public(self) -> dict[str, Any]:
        """Its public half as a JWK."""
        return {**self.key.as_dict(private=False), "kid": self.id, "use": "sig", "alg": "ES256"}


class TokenKeys:
    """Makes, reads and destroys the keys; kept in `app.state.access_tokens`."""

    def __init__(self, key_dir: Path) -> None:
        self._key_dir = key_dir
        self._held: Sequence[TokenKey] = ()
        self._read_at = float("-inf")
        self._reading = asyncio.Lock()

    async def signing(self) -> TokenKey:
        """The key that signs now."""
        held = await self._keys(at_most_s=_REREAD_S)
        return held[token_schedule.signing([one.made for one in held], now=datetime.now(UTC))]

    async def published(self) -> Sequence[TokenKey]:
        """Every key whose tokens are accepted, and the next one before it signs."""
        return await self._keys(at_most_s=_REREAD_S)

    async def find(self, key_id: str) -> TokenKey | None:
        """The key of that `kid`; None when there is none, or none any more."""
        for at_most_s in (_REREAD_S, _LOOK_AGAIN_S):
            for one in await self._keys(at_most_s=at_most_s):
                if one.id == key_id:
                    return one
        return None

    async def _keys(self, *, at_most_s: float) -> Sequence[TokenKey]:
        """What the directory held `at_most_s` seconds ago or later."""
        if time.monotonic() - self._read_at < at_most_s:
            return self._held
        async with self._reading:
            if time.monotonic() - self._read_at >= at_most_s:
                self._held = await asyncio.to_thread(tend, self._key_dir, now=datetime.now(UTC))
                self._read_at = time.monotonic()
        return self._held


def tend(key_dir: Path, *, now: datetime) -> Sequence[TokenKey]:
    """Make a key if one is due, destroy those whose time is over; returns the others, in order of age.

    Args:
        key_dir: ISSUER_KEY_DIR.
        now: the time.

    Raises:
        OSError: the directory cannot be made or written to, or others may read it.
    """
    directory = _prepare(key_dir)
    if token_schedule.is_due(sorted(_files(directory)), now=now):
        make(key_dir, now=now)
    found = _files(directory)
    made = sorted(found)
    gone = [made[index] for index in token_schedule.retired(made, now=now)]
    _destroy(directory, [found[moment] for moment in gone])
    return [_read(found[moment], made=moment) for moment in made if moment not in gone]


def make(key_dir: Path, *, now: datetime) -> Path:
    """Make a key; another process that does so in the same minute makes the same one."""
    path = _prepare(key_dir) / now.astimezone(UTC).strftime(_NAME)
    put(path, ECKey.generate_key("P-256").as_pem(private=True), draft=_DRAFT)
    return path


def destroy_all(key_dir: Path) -> int:
    """Destroy every key, and what a crash left of one; returns how many there were."""
    directory = _prepare(key_dir)
    keys = list(_files(directory).values())
    _destroy(directory, [*keys, *directory.glob(f"{_DRAFT}*")])
    return len(keys)


def _prepare(key_dir: Path) -> Path:
    """Make both directories, each private to this account."""
    make_private(key_dir)
    make_private(key_dir / _SUBDIRECTORY)
    return key_dir / _SUBDIRECTORY


def _destroy(directory: Path, paths: Sequence[Path]) -> None:
    """Destroy keys for good; safe to repeat, and beside another process."""
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            shred(path)
    if paths:
        sync_directory(directory)


def _files(directory: Path) -> dict[datetime, Path]:
    found = {}
    for path in directory.glob(f"[!.]*{_SUFFIX}"):
        with contextlib.suppress(ValueError):
            found[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
    return found


def _read(path: Path, *, made: datetime) -> TokenKey:
    return TokenKey(made=made, key=ECKey.import_key(path.read_bytes()))
