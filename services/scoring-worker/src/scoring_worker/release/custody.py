"""What the worker says at start about the places its keys lie in."""

import sys
from pathlib import Path

import structlog

from scoring_worker.release.key_files import make_private_directory
from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings

_COPY_ON_WRITE = frozenset({"btrfs", "zfs", "bcachefs", "nilfs2", "overlay", "apfs"})
_MOUNTS = Path("/proc/self/mounts")

log = structlog.get_logger(__name__)


def open_key_store(settings: ReleaseSettings) -> KeyStore:
    """Make the two directories private and warn where overwriting a file does not overwrite its blocks."""
    for name, directory in (("OPENER_KEY_DIR", settings.opener_key_dir), ("KEK_DIR", settings.kek_dir)):
        make_private_directory(directory)
        if (kind := file_system_of(directory)) in _COPY_ON_WRITE:
            log.warning(
                "keys on a copy-on-write file system: old blocks of a destroyed key may survive on the disk",
                setting=name,
                file_system=kind,
            )
    return KeyStore(opener_dir=settings.opener_key_dir, kek_dir=settings.kek_dir)


def file_system_of(directory: Path) -> str:
    """The type of the file system a directory lies on: `ext4`, `btrfs`, …; "unknown" where nothing tells."""
    if sys.platform == "darwin":
        return "apfs"  # the only one macOS has installed itself on since 2017
    if not _MOUNTS.exists():
        return "unknown"
    best, kind = -1, "unknown"
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mount_point, file_system, *_ = line.split(" ")
        point = Path(mount_point.encode().decode("unicode_escape"))
        if directory.resolve().is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), file_system
    return kind
