"""What the worker looks at before it touches a key: where keys lie, and who may read them."""

import os
import sys
from pathlib import Path

import structlog

from scoring_worker.release.key_files import make_private_directory
from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings, SettingsError
from survey_core.safeguards.findings import Finding
from survey_core.safeguards.places import (
    UNKNOWN,
    file_system_of,
    judge_file_system,
    judge_owner,
    judge_swap,
)

_MOUNTS = Path("/proc/self/mountinfo")
_SWAPS = Path("/proc/swaps")

log = structlog.get_logger(__name__)


def open_key_store(settings: ReleaseSettings) -> KeyStore:
    """Open the two key directories, made private where they are new.

    Raises:
        SettingsError: one of them belongs to another account, or others may read it.
    """
    for name, directory in (("OPENER_KEY_DIR", settings.opener_key_dir), ("KEK_DIR", settings.kek_dir)):
        if directory.exists():
            status = directory.stat()
            _heed(judge_owner(name, mode=status.st_mode, owner=status.st_uid, account=os.geteuid()))
        make_private_directory(directory)
        _heed(judge_file_system(name, kind_of(directory)))
    if _SWAPS.exists():
        _heed(judge_swap(_SWAPS.read_text(encoding="utf-8")))
    return KeyStore(opener_dir=settings.opener_key_dir, kek_dir=settings.kek_dir)


def kind_of(directory: Path) -> str:
    """The type of the file system a directory lies on: `ext4`, `btrfs`, …; "unknown" where nothing tells."""
    if sys.platform == "darwin":
        return "apfs"  # the only one macOS has installed itself on since 2017
    if not _MOUNTS.exists():
        return UNKNOWN
    return file_system_of(_MOUNTS.read_text(encoding="utf-8", errors="replace"), directory.resolve())


def _heed(found: list[Finding]) -> None:
    for one in found:
        if one.refuses:
            raise SettingsError(f"{one.subject}, {one.value}: {one.problem}")
        log.warning("keys may stay", where=one.subject, value=one.value, problem=one.problem)
