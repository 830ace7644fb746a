"""Where keys may lie: what the kernel's lists of mounts and swap say about a directory."""

from pathlib import PurePath
from typing import Final

from survey_core.safeguards.findings import Finding

COPY_ON_WRITE: Final = frozenset({"btrfs", "zfs", "bcachefs", "nilfs2", "overlay", "apfs", "f2fs"})
NETWORK: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "fuse.s3fs",
        "afs",
        "virtiofs",
    }
)
VOLATILE: Final = frozenset({"tmpfs", "ramfs"})
UNKNOWN: Final = "unknown"
_OTHERS = 0o077


def file_system_of(mountinfo: str, directory: PurePath) -> str:
    """The type of the file system a directory lies on; "unknown" where nothing tells.

    Args:
        mountinfo: text of /proc/self/mountinfo.
        directory: absolute, without symbolic links.

    Source:
        proc_pid_mountinfo(5): field 5 is the mount point, the type follows the separator "-".
    """
    best, kind = -1, UNKNOWN
    for line in mountinfo.splitlines():
        fields = line.split(" ")
        if len(fields) < 7 or "-" not in fields:  # noqa: PLR2004 - shorter lines name no mount
            continue
        point = PurePath(fields[4].encode("latin-1", "replace").decode("unicode_escape"))
        if directory.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[fields.index("-", 6) + 1]
    return kind


def judge_file_system(name: str, kind: str) -> list[Finding]:
    """Judge the file system under a key directory.

    Args:
        name: of the setting that names the directory.
        kind: from `file_system_of`.
    """
    problems = {
        "old blocks of a destroyed key may survive on a copy-on-write file system": COPY_ON_WRITE,
        "the server of a network file system may keep copies of a destroyed key": NETWORK,
        "this lies in memory: a restart of the machine loses the key, and with it the survey": VOLATILE,
    }
    return [Finding(name, kind, problem) for problem, kinds in problems.items() if kind in kinds]


def judge_owner(name: str, *, mode: int, owner: int, account: int) -> list[Finding]:
    """Judge who may read a key directory that exists.

    Args:
        name: of the setting that names the directory.
        mode: permission bits.
        owner: user id it belongs to.
        account: user id of this process.
    """
    if owner != account:
        problem = f"it belongs to another account; give it to the service's: chown {account}"
        return [Finding(name, f"owner {owner}", problem, refuses=True)]
    if mode & _OTHERS:
        problem = "other accounts may read it; replace keys they may have copied, then chmod 700"
        return [Finding(name, f"mode {mode & 0o777:03o}", problem, refuses=True)]
    return []


def judge_swap(swaps: str) -> list[Finding]:
    """Judge swap space: keys in memory may be written to it.

    Args:
        swaps: text of /proc/swaps, a heading and one line an area.
    """
    areas = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    if not areas:
        return []
    problem = (
        "keys in memory may be written to swap; switch it off, or encrypt it with a key made at each start"
    )
    return [Finding("swap", ", ".join(areas), problem)]
