"""The same sources give the same bytes, wherever and whenever they are built."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra.pages.site import digest_of, read_build
from tests.e2e import pages

_BUILD_TIMEOUT_S = 180
_NOT_SOURCES = ("node_modules", "dist")
_WORDING = "services/survey-core/src/survey_core/wording"
_SOURCES_OUTSIDE = ("docs", _WORDING)


def _build(where: Path) -> Path:
    """Build in a folder of its own, as a fresh checkout there would; returns what was built."""
    shutil.copytree(pages.FRONTEND, where / "frontend", ignore=shutil.ignore_patterns(*_NOT_SOURCES))
    (where / "frontend" / "node_modules").symlink_to(pages.FRONTEND / "node_modules")
    for outside in _SOURCES_OUTSIDE:
        (where / outside).mkdir(parents=True)
    shutil.copy(pages.FRONTEND.parent / "docs" / "measurement.md", where / "docs")
    for words in (pages.FRONTEND.parent / _WORDING).glob("*.json"):
        shutil.copy(words, where / _WORDING)
    for path in (where / "frontend").rglob("*"):
        if path.is_file() and not path.is_symlink() and "node_modules" not in path.parts:
            os.utime(path, (0, 0))
    pages.node(str(where / "frontend" / "scripts" / "build.mjs"), timeout_s=_BUILD_TIMEOUT_S)
    return where / "frontend" / "dist"


@pytest.mark.usefixtures("built_pages")
def test_two_builds_in_different_folders_are_the_same_bytes(tmp_path: Path) -> None:
    folders = (tmp_path / "one", tmp_path / "a" / "folder" / "with-a-longer-name")
    with ThreadPoolExecutor() as builders:
        one, other = map(read_build, builders.map(_build, folders))

    assert sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path)) == []
    assert digest_of(one).encode() in one["bundle.json"]
    assert b"survey/index.html" in one["bundle.json"]
    assert not [path for path, content in one.items() if str(tmp_path).encode() in content]
