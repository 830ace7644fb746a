"""A site from the built pages: the same bytes everywhere, but for the addresses of its servers."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from survey_api.page_policy import CONFIG, Addresses

BUNDLE: Final = "bundle.json"
WORKER: Final = "survey/service-worker.js"
_OWN_ORIGIN: Final = "connect-src 'self'"
_VERSION: Final = re.compile(r"survey-[0-9a-f]{16}")

#: Path below the site → content.
Files = Mapping[str, bytes]


class NotBuilt(Exception):
    """The folder does not hold the pages as the build left them; the message says what to do."""


def read_build(dist: Path) -> Files:
    """Read what `make pages` built, and hold it against its own list.

    Raises:
        NotBuilt: nothing was built, or a file was changed since.
    """
    files = {
        path.relative_to(dist).as_posix(): path.read_bytes()
        for path in sorted(dist.rglob("*"))
        if path.is_file()
    }
    if BUNDLE not in files:
        raise NotBuilt(f"{dist} holds no {BUNDLE}: run `make pages` first")
    listed = json.loads(files[BUNDLE])["files"]
    changed = sorted(
        path
        for path in listed.keys() | (files.keys() - {BUNDLE})
        if path not in files or sha256(files[path]) != listed.get(path)
    )
    if changed:
        raise NotBuilt(f"not as built: {', '.join(changed)}. Run `make clean pages`")
    return files


def digest_of(files: Files) -> str:
    """The bundle's SHA-256: of the lines `sha256sum` prints for all files but bundle.json, sorted by path."""
    lines = (f"{sha256(content)}  {path}\n" for path, content in sorted(files.items()) if path != BUNDLE)
    return sha256("".join(lines).encode())


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


def site_files(built: Files, where: Addresses) -> Files:
    """The files of a site whose pages talk to `where`.

    Raises:
        NotBuilt: a page does not hold the one policy that names its servers.
    """
    return {path: _adapted(path, content, where) for path, content in built.items()}


def _adapted(path: str, content: bytes, where: Addresses) -> bytes:
    if path == CONFIG:
        return where.as_json().encode()
    if path.endswith("/index.html") and _OWN_ORIGIN.encode() in content:
        # The page's own copy of the policy counts where a host sends no headers.
        return _replace_once(path, content, _OWN_ORIGIN, f"connect-src {where.connect}")
    if path == WORKER and where != Addresses():
        # Phones keep the addresses with the page: others must make another version.
        found = _VERSION.search(content.decode())
        old = found.group() if found else ""
        new = sha256(f"{old} {where.as_json()}".encode())[:16]
        return _replace_once(path, content, old, f"survey-{new}")
    return content


def _replace_once(path: str, content: bytes, old: str, new: str) -> bytes:
    text = content.decode()
    if not old or text.count(old) != 1:
        raise NotBuilt(f"{path} does not look like a built page")
    return text.replace(old, new).encode()
